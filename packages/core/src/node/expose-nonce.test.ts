import { afterEach, describe, expect, it, vi } from 'vitest'
import { compile } from '../compile.js'
import { NONCE } from '../headers/source-expression.js'
import { ResponseState } from '../response-state.js'
import { exposeNonce } from './expose-nonce.js'

type Locals = { cspNonce?: string }

const framework = { isSecure: () => true, route: () => '/' }
const begin = (options = { csp: { 'script-src': [NONCE] } } as object) =>
  new ResponseState(compile(options).alone, framework, undefined)
const exposed = (target: Locals, state = begin()) => {
  exposeNonce(state, target)
  return { locals: target, nonce: () => state.readNonce() }
}
const warnings = () => {
  const spy = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  return () => spy.mock.calls.map(([, options]) => (options as { code: string }).code)
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('exposeNonce', () => {
  it('gives the response’s nonce, also to copies of the object and to objects that inherit from it', () => {
    const { locals, nonce } = exposed({})
    expect([locals.cspNonce, { ...locals }.cspNonce, Object.create(locals).cspNonce]).toEqual([nonce(), nonce(), nonce()])
  })

  it('gives none where the policy has no place for it', () => {
    expect(exposed({}, begin({})).locals).toEqual({})
  })

  it('gives the nonce of the latest response where an app gives one object to all of them', () => {
    const common: Locals = {}
    const first = exposed(common).nonce()
    const second = exposed(common)
    expect(common.cspNonce).toBe(second.nonce())
    expect(common.cspNonce).not.toBe(first)
  })

  it('warns where an object is given to a response before another response that has it is over', async () => {
    vi.resetModules()
    const fresh = await import('./expose-nonce.js')
    const codes = warnings()
    const beginWith = (response: { writableEnded: boolean; destroyed?: boolean }) =>
      new ResponseState(compile({ csp: { 'script-src': [NONCE] } }).alone, { ...framework, response: () => response }, undefined)
    const pooled: Locals = {}
    const [ended, left, http2] = [
      { writableEnded: true, destroyed: false },
      { writableEnded: false, destroyed: true },
      { writableEnded: false },
    ]
    for (const response of [ended, left, http2, ended]) fresh.exposeNonce(beginWith(response), pooled)
    const state = beginWith({ writableEnded: false, destroyed: false })
    const common: Locals = {}
    for (let layer = 0; layer < 2; layer++) fresh.exposeNonce(state, common)
    fresh.exposeNonce(begin(), {})
    expect(codes()).toEqual([])
    fresh.exposeNonce(begin(), common)
    expect(codes()).toEqual(['SECURE_NONCE_LOST'])
  })

  it('warns that two copies are loaded where another copy has exposed a nonce, and gives that of the latest', async () => {
    const mine: Locals = {}
    exposeNonce(begin(), mine)
    vi.resetModules()
    const copy = await import('./expose-nonce.js')
    const texts = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const state = begin()
    copy.exposeNonce(state, mine)
    copy.exposeNonce(begin(), Object.create(mine))
    expect(mine.cspNonce).toBe(state.readNonce())
    expect(texts.mock.calls).toEqual([
      [expect.stringContaining('npm ls @secure/core'), { type: 'SecureHeadersWarning', code: 'SECURE_NONCE_ASSIGNED' }],
    ])
  })

  it('is silent about an object that inherits from one of its own', async () => {
    vi.resetModules()
    const fresh = await import('./expose-nonce.js')
    const codes = warnings()
    const locals: Locals = {}
    fresh.exposeNonce(begin(), locals)
    fresh.exposeNonce(begin(), Object.create(locals))
    expect(codes()).toEqual([])
  })

  it('keeps the nonce, and warns, where somebody assigns another before or after', () => {
    const codes = warnings()
    const before = exposed({ cspNonce: 'theirs' })
    expect(before.locals.cspNonce).toBe(before.nonce())
    const after = exposed({})
    after.locals.cspNonce = 'theirs'
    expect(after.locals.cspNonce).toBe(after.nonce())
    expect(codes()).toEqual(['SECURE_NONCE_ASSIGNED'])
  })

  it('warns where an app has set one before', async () => {
    vi.resetModules()
    const fresh = await import('./expose-nonce.js')
    const codes = warnings()
    fresh.exposeNonce(begin(), {})
    expect(codes()).toEqual([])
    fresh.exposeNonce(begin(), { cspNonce: 'theirs' })
    expect(codes()).toEqual(['SECURE_NONCE_ASSIGNED'])
  })

  it('never fails a request: where the nonce cannot be found, it is empty, with a warning', () => {
    const codes = warnings()
    const { locals } = exposed({})
    expect(new Proxy(locals, {}).cspNonce).toBe('')
    expect(Object.defineProperties({} as Locals, Object.getOwnPropertyDescriptors(locals)).cspNonce).toBe('')
    expect(exposed(Object.freeze({})).locals.cspNonce).toBeUndefined()
    for (const primitive of ['text', 5]) exposed(primitive as unknown as object)
    expect(codes()).toEqual(['SECURE_NONCE_LOST', 'SECURE_NONCE_LOST'])
  })
})
