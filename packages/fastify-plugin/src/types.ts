import type { OverrideOptions, SecureOptions } from '@secure/core'
import type {
  ContextConfigDefault,
  FastifyBaseLogger,
  FastifySchema,
  FastifyTypeProvider,
  FastifyTypeProviderDefault,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerBase,
  RawServerDefault,
  RouteGenericInterface,
} from 'fastify'

declare module 'fastify' {
  interface FastifyReply {
    /** The nonce of this response's Content-Security-Policy: `<script nonce="…">`. */
    readonly cspNonce: string
  }

  interface RouteShorthandOptions<
    RawServer extends RawServerBase = RawServerDefault,
    RawRequest extends RawRequestDefaultExpression<RawServer> = RawRequestDefaultExpression<RawServer>,
    RawReply extends RawReplyDefaultExpression<RawServer> = RawReplyDefaultExpression<RawServer>,
    RouteGeneric extends RouteGenericInterface = RouteGenericInterface,
    ContextConfig = ContextConfigDefault,
    SchemaCompiler extends FastifySchema = FastifySchema,
    TypeProvider extends FastifyTypeProvider = FastifyTypeProviderDefault,
    Logger extends FastifyBaseLogger = FastifyBaseLogger,
  > {
    /** Changes the security headers for this route; `false` switches Secure off there. Register the plugin before the route. */
    secure?: OverrideOptions | false | undefined
  }

  interface FastifyContextConfig {
    /** The route's `secure`, for frameworks on top of Fastify that hand on `config` alone, such as Nest's `@RouteConfig()`. */
    secure?: OverrideOptions | false | undefined
  }
}

/** The options of the plugin: those of `new Secure()`, and whether to cover what no hook ever sees. */
export interface FastifySecureOptions extends SecureOptions {
  /**
   * Also put the policy on the server's own answers (400, 414, 431, 503 …); on by default on the root instance, and a mistake in
   * a scope, where `false` says that the plugin is meant for that scope alone.
   */
  attach?: boolean | undefined
}
