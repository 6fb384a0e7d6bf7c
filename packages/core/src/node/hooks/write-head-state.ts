import type { ServerResponse } from 'node:http'
import type { CompiledPolicy } from '../../compiled-policy.js'
import type { Form, Line } from '../../line.js'
import { type Framework, ResponseState } from '../../response-state.js'

/**
 * The methods that the hook stands in for.
 *
 * Not a literal: where other middleware keeps a response until the next full collection (a function literal that is assigned to a
 * property, such as compression's `res.end`, is old from the start, and so is all that it holds), V8 learns to make our literals
 * old as well. That was measured at four times the cost of a request.
 */
export class HeadMethods {
  constructor(
    readonly writeHead: (...args: unknown[]) => unknown,
    readonly removeHeader: ServerResponse['removeHeader'] | undefined,
    /** Whether the hook is the `writeHead` that all responses inherit. */
    readonly isInherited: boolean,
  ) {}
}

/** Lines that were set, and how. */
export interface Applied {
  readonly lines: readonly Line[]
  readonly form: Form
  readonly nonce: string
}

/** The state of a response that gets its headers when `writeHead` is called. */
export class WriteHeadState<Context = unknown> extends ResponseState<Context> {
  readonly original: HeadMethods
  /** What an earlier try has set. */
  applied: Applied | undefined = undefined

  constructor(original: HeadMethods, policy: CompiledPolicy, framework: Framework<Context>, context: Context) {
    super(policy, framework, context)
    this.original = original
  }
}
