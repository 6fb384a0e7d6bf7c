import type { CompiledPolicy } from './compiled-policy.js'
import type { Layer } from './layer.js'
import { bears, type Form, fieldValueOf, type Line, NOT_MODIFIED, WITH_NONCE, WITHOUT_NONCE } from './line.js'
import { warnOfLostPolicy } from './lost-policy.js'
import { createNonce } from './nonce.js'
import type { Seen } from './seen.js'
import { sharedCachingOn, warnOfSharedCaching } from './shared-caches.js'
import { warnOfUnsentNonce } from './unsent-nonce.js'
import { OURS } from './watched-headers.js'

/** What only a framework knows about a response. One constant object per adapter. */
export interface Framework<Context> {
  /**
   * Whether the request came over TLS, as the framework's trust-proxy setting has it; `undefined` where it cannot tell, such as for
   * the request of a framework around it, which is asked then.
   */
  isSecure(context: Context): boolean | undefined
  /** The route's pattern, for warnings; asked only when one is due. */
  route(context: Context): string
  /**
   * The response: to ask other copies of this package for its nonce, and to notice where two that are in progress share an object.
   * Without it, neither is done.
   */
  response?(context: Context): { readonly writableEnded: boolean; readonly destroyed?: boolean } | undefined
}

/** What is known of one response until its head is written: the policy in force, its nonce, what the handler dropped. */
export class ResponseState<Context = unknown> {
  policy: CompiledPolicy
  framework: Framework<Context>
  context: Context
  /**
   * The framework that an outer layer came with, where it is another one, and what it was given.
   * @internal
   */
  outerFramework: Framework<Context> | undefined = undefined
  /** @internal */
  outerContext: Context | undefined = undefined
  /** The response's one nonce, once it has been made. */
  nonce: string | undefined = undefined
  /** Whether code has read the nonce: it is also made for a page that nobody read it for, or to show the headers. */
  isNonceRead = false
  /** Keys of the headers the handler does not want. */
  dropped: Set<string> | undefined = undefined

  constructor(policy: CompiledPolicy, framework: Framework<Context>, context: Context) {
    this.policy = policy
    this.framework = framework
    this.context = context
  }

  /** Puts a further layer over the policy in force. */
  cover(layer: Layer, framework: Framework<Context>, context: Context): this {
    this.policy = layer.over(this.policy)
    if (framework !== this.framework) {
      // One that can tell whether the request came over TLS is not given up for one that cannot.
      if (this.outerFramework === undefined || this.framework.isSecure(this.context) !== undefined) {
        this.outerFramework = this.framework
        this.outerContext = this.context
      }
      this.framework = framework
    }
    this.context = context
    return this
  }

  /**
   * Asks now whether the request came over TLS: by the time the head is written, a sub-app may have put its own trust-proxy setting
   * on the request, or a proxy its own header. For adapters that such code can follow, where a policy has `secureOnly`.
   */
  noteTls(): void {
    if (isSecure(this)) overTls.add(this)
  }

  /** The same policy for another response. */
  again(): ResponseState<Context> {
    const state = new ResponseState(this.policy, this.framework, this.context)
    state.outerFramework = this.outerFramework
    state.outerContext = this.outerContext
    if (overTls.has(this)) overTls.add(state)
    return state
  }

  /** The nonce, made when it is first read. */
  readNonce(): string {
    this.isNonceRead = true
    return this.drawNonce()
  }

  /** The nonce, made when it is first needed. */
  protected drawNonce(): string {
    this.nonce ??= createNonce()
    return this.nonce
  }

  /**
   * The route's pattern, for a warning; a framework that throws there must not take the response with it.
   * @internal
   */
  get route(): string {
    try {
      return this.framework.route(this.context)
    } catch {
      return 'a route without a name'
    }
  }

  /** Whether a header is one of the policy's. */
  concerns(name: string): boolean {
    return this.policy.watched.meaningOf(name) === OURS
  }

  /** Notes that the handler does not want one of the policy's headers, by its name in lower case. */
  drop(key: string): void {
    if (!this.concerns(key)) return
    this.dropped ??= new Set()
    this.dropped.add(key)
  }

  /**
   * Notes that a header was removed. One that was never set is ours, and is dropped. One that was set is the handler's, which
   * takes it back, or a framework's, which clears everything before its error page: the policy applies again.
   *
   * From Node 22, `writeHead` removes each name of an array before it appends it, so a drop may not have been one.
   */
  removed(key: string, wasSet: boolean): void {
    if (wasSet) this.dropped?.delete(key)
    else this.drop(key)
  }

  /**
   * Which form of the policy this response gets, where `taken` are the keys that the handler has set itself; makes the
   * nonce where one is needed.
   * @internal
   */
  form(status: number, isPage: boolean, taken?: ReadonlySet<string>): Form {
    if (!this.policy.bearsNonce) return WITHOUT_NONCE
    if (status === 304) return NOT_MODIFIED
    if (this.nonce === undefined && !(isPage && sendsNonce(this, taken))) return WITHOUT_NONCE
    this.drawNonce()
    return WITH_NONCE
  }

  /**
   * {@link form} for a head that is about to be written: warns where shared caches would keep the nonce, and where
   * other code's policy does not have it, or has lost ours.
   * @internal
   */
  formToWrite(status: number, { isPage, taken, cacheControl, csp }: Seen): Form {
    const form = this.form(status, isPage, taken)
    const shared = form === WITH_NONCE ? sharedCachingOn(this, cacheControl, status) : undefined
    // On a page, the handler's own policy may have the nonce; elsewhere a nonce counts for nothing unless ours is sent.
    if (shared !== undefined && (isPage || sendsNonce(this, taken))) warnOfSharedCaching(this, shared, isPage)
    if (csp !== undefined) {
      warnOfLostPolicy(this, csp)
      if (this.isNonceRead && isPage) warnOfUnsentNonce(this, status, csp)
    }
    return form
  }

  /**
   * The whole block of header lines, for a response whose handler decides nothing.
   * @internal
   */
  block(status: number, seen: Seen): string {
    const form = this.formToWrite(status, seen)
    return this.policy.block(form, this.nonce ?? '', this.plainHttp)
  }

  /**
   * The block of header lines for a response whose handler decides some of them; `seen` says which.
   * @internal
   */
  blockBeside(status: number, seen: Seen): string {
    const { taken } = seen
    const form = this.formToWrite(status, seen)
    const [key] = this.dropped === undefined && taken?.size === 1 ? taken : []
    const known = key === undefined ? undefined : this.policy.blockBeside(key, form, this.nonce ?? '', this.plainHttp)
    return (
      known ??
      this.fields(form, taken)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')
    )
  }

  /** Whether to leave out what is withheld from plain HTTP. */
  get plainHttp(): boolean {
    return this.policy.hasSecureOnly && !overTls.has(this) && !isSecure(this)
  }

  /**
   * The lines to write, where `taken` are the keys that the handler has set itself.
   * @internal
   */
  lines(form: Form, taken?: ReadonlySet<string>): readonly Line[] {
    const lines = this.policy.sent(form, this.plainHttp)
    if (taken === undefined && this.dropped === undefined) return lines
    return lines.filter((line) => !leavesOut(this, line, taken))
  }

  /**
   * The field value of a line.
   * @internal
   */
  valueOf(line: Line, form: Form): string {
    return fieldValueOf(line, form, this.nonce ?? '')
  }

  /**
   * The fields to write: {@link ResponseState.lines} as names and values.
   * @internal
   */
  fields(form: Form, taken?: ReadonlySet<string>): [name: string, value: string][] {
    return this.lines(form, taken).map((line) => [line.name, this.valueOf(line, form)])
  }
}

// No private methods: V8 keeps a mark of the class in each object that has one.

/** The responses whose request was known to have come over TLS before the head is written. */
const overTls = new WeakSet<object>()

function isSecure<Context>({ framework, context, outerFramework, outerContext }: ResponseState<Context>): boolean {
  return framework.isSecure(context) ?? outerFramework?.isSecure(outerContext as Context) ?? false
}

/** Whether a header that bears the nonce is sent, and not all of them are the handler's. */
function sendsNonce<Context>(state: ResponseState<Context>, taken: ReadonlySet<string> | undefined): boolean {
  if (taken === undefined && state.dropped === undefined) return true
  return state.policy.lines.some((line) => bears(line) && !leavesOut(state, line, taken))
}

/** Whether the handler has decided a line's header, or the one that it follows. */
function leavesOut<Context>(
  state: ResponseState<Context>,
  { key, follows }: Line,
  taken: ReadonlySet<string> | undefined,
): boolean {
  return isHandlers(state, key, taken) || (follows !== undefined && isHandlers(state, follows, taken))
}

function isHandlers<Context>(state: ResponseState<Context>, key: string, taken: ReadonlySet<string> | undefined): boolean {
  if (taken?.has(key) === true) return true
  // What was dropped before a layer enforced it is no longer dropped.
  return state.dropped?.has(key) === true && state.concerns(key)
}
