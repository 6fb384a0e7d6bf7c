import { oneObject } from './check-values.js'
import { CompiledPolicy } from './compiled-policy.js'
import { notePolicy } from './copies.js'
import { NOTHING } from './decisions.js'
import type { InstanceOf } from './instance-of.js'
import { Layer } from './layer.js'
import type { OverrideOptions, SecureOptions } from './options.js'
import { readOverride } from './reading/read-options.js'
import { refuseOnEveryResponse } from './reading/refuse-on-every-response.js'
import { decisionsOf, Secure } from './secure.js'

const layers = new WeakMap<Secure, Layer>()

/** Prepares a policy for adapters, once for each `Secure`; throws `SecureHeadersError`. `index` is what `Array.map` passes. */
export function compile(policy: SecureOptions | InstanceOf<Secure> = {}, index?: number): Layer {
  const secure = policy instanceof Secure ? policy : new Secure(policy)
  oneObject(index)
  let compiled = layers.get(secure)
  if (compiled === undefined) {
    const decisions = decisionsOf(secure)
    refuseOnEveryResponse(decisions)
    notePolicy()
    compiled = new Layer(decisions, new CompiledPolicy(decisions))
    layers.set(secure, compiled)
  }
  return compiled
}

/**
 * Prepares a route's changes: `false` switches Secure off for the route, removals included. Throws `SecureHeadersError`. `index`
 * is what `Array.map` passes.
 */
export function compileOverride(options: OverrideOptions | false, index?: number): Layer {
  const layer = new Layer(options === false ? NOTHING : readOverride(options))
  oneObject(index)
  return layer
}
