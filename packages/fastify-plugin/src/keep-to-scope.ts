import { SecureHeadersError } from '@secure/core'
import { warnOnce } from '@secure/core/node'
import type { FastifyInstance } from 'fastify'
import { isOutermost } from './registrations.js'

/**
 * Refuses `attach: true` in a scope, and warns where `attach` is not given and the plugin is meant for the whole app: in a scope
 * without a prefix, with no registration around it. Such a scope is app.js of fastify-cli, and each plugin that lacks
 * `fastify-plugin`.
 */
export function keepToScope(instance: FastifyInstance, attaching: boolean | undefined): void {
  if (attaching === true) {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_TYPE',
      path: 'attach',
      expected: 'false or nothing in a scope, which has no server',
      received: attaching,
      fix: 'Register the plugin on the root instance: wrap the plugins around it, such as app.js of fastify-cli, in fastify-plugin.',
    })
  }
  if (attaching === false) return
  instance.addHook('onReady', (done) => {
    if (instance.prefix === '' && isOutermost(instance)) warnOfScope()
    done()
  })
}

function warnOfScope(): void {
  warnOnce(
    'SECURE_NOT_ON_ROOT',
    'The plugin is registered in a scope, so routes outside it, unknown paths and what the server answers by itself have no headers. Wrap the plugins around it, such as app.js of fastify-cli, in fastify-plugin; where that is meant, say attach: false.',
  )
}
