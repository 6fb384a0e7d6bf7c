import type { ResponseState } from '../response-state.js'
import { warn } from '../warn.js'

/** Gives an object that is there already the private fields of a class. */
class Existing {
  constructor(target: object) {
    // biome-ignore lint/correctness/noConstructorReturn: what is returned here is `this` to the class that extends this one.
    return target
  }
}

/** An object with a nonce. A private field, because whoever copies or prints `res.locals` must not come upon the state. */
class NonceHolder extends Existing {
  readonly #state: ResponseState

  constructor(target: object, state: ResponseState) {
    super(target)
    this.#state = state
  }

  static is(target: object): boolean {
    return #state in target
  }

  /** View helpers make objects that inherit from `res.locals`. */
  static nonceOf(target: object): string {
    let holder = target
    while (!(#state in holder)) holder = Object.getPrototypeOf(holder)
    return holder.#state.readNonce()
  }
}

let warned = false

/** One getter for all: V8 gives an object with a getter of its own a hidden class of its own, which costs microseconds. */
const CSP_NONCE = {
  // Own and enumerable, because template engines copy such properties into the view.
  enumerable: true,
  configurable: true,
  get(this: object): string {
    return NonceHolder.nonceOf(this)
  },
  // Code that made its own nonce for another library assigns it here; a request must not fail for it.
  set(this: object): void {
    if (!warned)
      warn('SECURE_NONCE_ASSIGNED', 'cspNonce was assigned, and stays what it is: Secure makes the nonce. Remove the assignment.')
    warned = true
  },
}

/** Gives `target` a lazy `cspNonce` (`res.locals`, `ctx.state`), if the policy in force on the response can bear a nonce. */
export function exposeNonce(state: ResponseState, target: object): void {
  if (!state.policy.bearsNonce || NonceHolder.is(target)) return
  new NonceHolder(target, state)
  Object.defineProperty(target, 'cspNonce', CSP_NONCE)
}
