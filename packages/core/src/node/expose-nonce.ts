import { askCopies, TWO_COPIES } from '../copies.js'
import type { ResponseState } from '../response-state.js'
import { warnOnce } from '../warn-once.js'

/** Gives an existing object the private fields of a class. */
class Existing {
  constructor(target: object) {
    // biome-ignore lint/correctness/noConstructorReturn: what is returned here is `this` to the class that extends this one.
    return target
  }
}

/** An object with a nonce. A private field, because whoever copies or prints `res.locals` must not come upon the state. */
class NonceHolder extends Existing {
  #state: ResponseState

  constructor(target: object, state: ResponseState) {
    super(target)
    this.#state = state
  }

  /** Whether the object is one. If so, it becomes the latest response's, where an app gives many responses the same object. */
  static renew(target: object, state: ResponseState): boolean {
    if (!(#state in target)) return false
    // Objects that are used again when a response is over are nobody's mistake.
    if (target.#state !== state && isInProgress(target.#state)) {
      warnOnce(
        'SECURE_NONCE_LOST',
        'cspNonce is on an object that two responses share at a time, so one page gets the nonce of the other: give each an object of its own.',
      )
    }
    target.#state = state
    return true
  }

  /** View helpers make objects that inherit from `res.locals`. */
  static nonceOf(target: object): string {
    for (let holder: object | null = target; holder !== null; holder = Object.getPrototypeOf(holder)) {
      if (#state in holder) return nonceInForce(holder.#state)
    }
    warnOnce(
      'SECURE_NONCE_LOST',
      'cspNonce was read through a Proxy or a copied getter, which have none: read it before they are made.',
    )
    return ''
  }
}

/** The nonce of this copy's policy or, where that has come to bear none, of another copy's. */
function nonceInForce(state: ResponseState): string {
  const { policy, framework, context } = state
  const response = policy.bearsNonce ? undefined : framework.response?.(context)
  return (response && askCopies(response)) ?? state.readNonce()
}

/** Responses of node:http2 do not say whether their client has left: there is no warning about those. */
function isInProgress({ framework, context }: ResponseState): boolean {
  const response = framework.response?.(context)
  return response?.writableEnded === false && response.destroyed === false
}

/** Code that made its own nonce for another library assigns it where ours is; a request must not fail because of that. */
function warnOfAssignedNonce(): void {
  warnOnce('SECURE_NONCE_ASSIGNED', 'cspNonce was assigned, and stays what it is: Secure makes the nonce. Remove the assignment.')
}

/** Set on the getter of each copy of this package. */
const OURS = Symbol.for('@secure/core/cspNonce')

/** Something has made a `cspNonce` before: another copy of this package, or the app's own code. */
function warnOfOther(target: object): void {
  let holder: object | null = target
  while (holder !== null && !Object.hasOwn(holder, 'cspNonce')) holder = Object.getPrototypeOf(holder)
  const getter = holder && Object.getOwnPropertyDescriptor(holder, 'cspNonce')?.get
  // That of this copy: view helpers have made an object that inherits it.
  if (getter === CSP_NONCE.get) return
  if (getter && OURS in getter) {
    warnOnce('SECURE_NONCE_ASSIGNED', `cspNonce was made by another copy of @secure/core, and is now of this one. ${TWO_COPIES}.`)
  } else warnOfAssignedNonce()
}

/** One getter for all: V8 gives an object with a getter of its own a hidden class of its own, which costs microseconds. */
const CSP_NONCE = {
  // Own and enumerable, because template engines copy such properties into the view.
  enumerable: true,
  configurable: true,
  get(this: object): string {
    return NonceHolder.nonceOf(this)
  },
  set: warnOfAssignedNonce,
}
Object.assign(CSP_NONCE.get, { [OURS]: true })

/** Gives `target` (`res.locals`, `ctx.state`) a response's lazy `cspNonce`, if the policy in force there can bear one. */
export function exposeNonce(state: ResponseState, target: object): void {
  if (!state.policy.bearsNonce) return
  try {
    if (NonceHolder.renew(target, state)) return
    if ('cspNonce' in target) warnOfOther(target)
    new NonceHolder(target, state)
    Object.defineProperty(target, 'cspNonce', CSP_NONCE)
  } catch {
    warnOnce(
      'SECURE_NONCE_LOST',
      'cspNonce cannot be added to what is frozen or no object: give each response an object of its own.',
    )
  }
}
