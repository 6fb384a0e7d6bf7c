import { type OutgoingHttpHeaders, type ServerHttp2Stream, sensitiveHeaders } from 'node:http2'
import { expect, it, vi } from 'vitest'
import { compile } from '../../compile.js'
import { ResponseState } from '../../response-state.js'
import { markStream } from './stream-head.js'

const layer = () => compile({ hsts: false, xfo: 'DENY', xxp: false, content: false, referrer: false, cache: false })

/** What Node gets from a marked stream; older release lines take no arrays, so Node itself is not asked here. */
function given(headers: unknown, stream: object = {}): unknown {
  let passed: unknown
  const methods = { respond: (...args: unknown[]) => (passed = args[0]) }
  const marked = Object.assign(Object.create(methods), { headersSent: false, destroyed: false, ...stream }) as ServerHttp2Stream
  markStream(marked, new ResponseState(layer().alone, { isSecure: () => true, route: () => '/' }, undefined))
  marked.respond(headers as OutgoingHttpHeaders)
  return passed
}

it('fills headers in the shape that they have, and keeps secret headers secret', () => {
  expect(given(undefined)).toEqual({ 'x-frame-options': 'DENY' })
  expect(given({ ':status': 404, 'X-Powered-By': 'PHP' })).toEqual({ ':status': 404, 'x-frame-options': 'DENY' })
  const list = Object.assign([':status', 200, 'X-Powered-By', 'PHP', 'x-secret', 's'], { [sensitiveHeaders]: ['x-secret'] })
  const filled = given(list)
  expect([...(filled as unknown[])]).toEqual([':status', 200, 'x-secret', 's', 'x-frame-options', 'DENY'])
  expect(Reflect.get(filled as object, sensitiveHeaders)).toEqual(['x-secret'])
  expect(list).toHaveLength(6)
})

it('leaves to Node whatever is not headers, and whatever Node will refuse', () => {
  for (const headers of ['abc', null, 1]) expect(given(headers)).toBe(headers)
  const headers = {}
  expect(given(headers, { headersSent: true })).toBe(headers)
  expect(given(headers, { destroyed: true })).toBe(headers)
})

it('goes through methods that other code has wrapped before', () => {
  const wrapper = vi.fn()
  given({ ':status': 404 }, { respond: wrapper })
  expect(wrapper.mock.calls).toEqual([[{ ':status': 404, 'x-frame-options': 'DENY' }]])
})
