import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { expect, it, vi } from 'vitest'
import type { ResponseState } from '../../response-state.js'

it('marks responses in each of several copies of this package, even where their headers are replaced as a whole', async () => {
  for (let copy = 0; copy < 3; copy++) {
    vi.resetModules()
    const [{ stateOf }, { setStateOfSwapped }] = [await import('../marked.js'), await import('./swapped-state.js')]
    const response = new ServerResponse(new IncomingMessage(new Socket()))
    const state = {} as ResponseState
    setStateOfSwapped(response, undefined, state)
    expect(stateOf(response)).toBe(state)
    // Deprecated, and gone from Node 24.
    if ('_headers' in response) Object.assign(response, { _headers: { 'x-own': '1' } })
    expect(stateOf(response)).toBe(state)
  }
})
