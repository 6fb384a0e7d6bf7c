import type { ServerResponse } from 'node:http'
import type { Layer } from '../compile.js'
import { type Framework, ResponseState } from '../response-state.js'

/** The methods that the hook stands in for. */
export interface HeadMethods {
  readonly writeHead: (...args: unknown[]) => unknown
  readonly removeHeader: ServerResponse['removeHeader']
}

/** The state of a response that gets its headers when `writeHead` is called. */
export class WriteHeadState<Context = unknown> extends ResponseState<Context> {
  readonly original: HeadMethods

  constructor(original: HeadMethods, layer: Layer, framework: Framework<Context>, context: Context) {
    super(layer.alone, framework, context)
    this.original = original
  }
}
