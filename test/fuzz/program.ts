import type { ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'

/** One thing that a handler does to its response. */
export type Step =
  | { readonly do: 'set'; readonly name: string; readonly value: string | readonly string[] }
  | { readonly do: 'append'; readonly name: string; readonly value: string }
  | { readonly do: 'remove'; readonly name: string }
  | { readonly do: 'status'; readonly code: number }
  | {
      readonly do: 'head'
      readonly code: number
      readonly form: HeadForm
      readonly headers: readonly (readonly [string, string])[]
    }
  | { readonly do: 'write' | 'flush' | 'end' | 'throw' | 'destroy' | 'nonce' | 'pause' }

type HeadForm = 'nothing' | 'message' | 'object' | 'array' | 'pairs'

/** Headers of the policy, headers that it strips, and others, in more than one spelling. */
const NAMES = [
  'X-Frame-Options',
  'x-frame-options',
  'Referrer-Policy',
  'Content-Security-Policy',
  'Cache-Control',
  'CACHE-CONTROL',
  'Pragma',
  'Strict-Transport-Security',
  'X-Powered-By',
  'Server',
  'X-Other',
  'ETag',
]
const VALUES = ['mine', 'SAMEORIGIN', 'no-store', '']
const TYPES = ['text/html', 'text/html; charset=utf-8', 'application/json', 'text/plain']
const CODES = [200, 201, 204, 302, 304, 404, 500]

const pair = fc.oneof(
  fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...VALUES)),
  fc.tuple(fc.constantFrom('Content-Type', 'content-type'), fc.constantFrom(...TYPES)),
)
/** What makes `writeHead` throw, before the head is written or half-way. */
const bad = fc.constant(['X-Bad', 'a\nb'] as [string, string])
const simple = (word: 'write' | 'flush' | 'end' | 'throw' | 'destroy' | 'nonce' | 'pause') => fc.constant({ do: word } as const)

const FORMS: readonly HeadForm[] = ['nothing', 'message', 'object', 'array']

const step = (header: fc.Arbitrary<[string, string]>, forms: readonly HeadForm[]): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 6, arbitrary: pair.map(([name, value]) => ({ do: 'set', name, value }) as const) },
    { weight: 1, arbitrary: fc.constant({ do: 'set', name: 'Set-Cookie', value: ['a=1', 'b=2'] } as const) },
    { weight: 1, arbitrary: pair.map(([name, value]) => ({ do: 'append', name, value }) as const) },
    { weight: 4, arbitrary: fc.constantFrom(...NAMES).map((name) => ({ do: 'remove', name }) as const) },
    { weight: 2, arbitrary: fc.constantFrom(...CODES).map((code) => ({ do: 'status', code }) as const) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('head' as const),
        code: fc.constantFrom(...CODES),
        form: fc.constantFrom(...forms),
        headers: fc.uniqueArray(header, {
          maxLength: 3,
          selector: ([name]) => name.toLowerCase(),
        }),
      }),
    },
    { weight: 3, arbitrary: simple('nonce') },
    { weight: 2, arbitrary: simple('write') },
    { weight: 2, arbitrary: simple('pause') },
    { weight: 1, arbitrary: simple('flush') },
    { weight: 1, arbitrary: simple('end') },
    { weight: 1, arbitrary: simple('throw') },
    { weight: 1, arbitrary: simple('destroy') },
  )

/** A handler, as a sequence of steps. */
export const programs: fc.Arbitrary<readonly Step[]> = fc.array(
  step(fc.oneof({ weight: 12, arbitrary: pair }, { weight: 1, arbitrary: bad }), [...FORMS, 'pairs']),
  { maxLength: 10 },
)

/**
 * Handlers whose heads do not throw (pairs do where a header was set): what a head that has thrown leaves behind depends on who
 * wrote it.
 */
export const soundPrograms: fc.Arbitrary<readonly Step[]> = fc.array(step(pair, FORMS), { maxLength: 10 })

/** What a program did and saw. */
export interface Trace {
  /** The error of each step that failed. */
  readonly errors: string[]
  /** Headers that the handler took away and did not set again before the head, in lower case. */
  readonly dropped: Set<string>
  /** The nonce, when the handler read it before the head. */
  nonce: string | undefined
}

/** Runs a program on a response; `throws` says whether there is a framework that catches what it throws. */
export async function run(
  steps: readonly Step[],
  response: ServerResponse,
  trace: Trace,
  readNonce: () => string | undefined,
  throws: boolean,
): Promise<void> {
  // Writing after the end is the program's own fault, with Secure or without.
  response.on('error', ({ message }) => trace.errors.push(message))
  for (const [index, step] of steps.entries()) {
    if (step.do === 'throw') {
      // Some frameworks leave a response open if its head has already been sent.
      if (throws && !response.headersSent) throw new Error('thrown by the program')
      continue
    }
    if (step.do === 'pause') await setImmediate()
    const sent = response.headersSent
    // Taking back what the handler itself has set is not dropping: decision 008.
    const takesBack = step.do === 'remove' && response.hasHeader(step.name)
    try {
      perform(step, response, trace, readNonce)
    } catch (error) {
      trace.errors.push(`${index}: ${(error as NodeJS.ErrnoException).code ?? error}`)
      // What a head set before it threw is the handler's, and no longer dropped.
      if (step.do === 'head')
        for (const [name] of step.headers) if (response.hasHeader(name)) trace.dropped.delete(name.toLowerCase())
      continue
    }
    if (sent) continue
    if (step.do === 'remove' && !takesBack) trace.dropped.add(step.name.toLowerCase())
    if (step.do === 'set' || step.do === 'append') trace.dropped.delete(step.name.toLowerCase())
    if (step.do === 'head' && step.form !== 'nothing') for (const [name] of step.headers) trace.dropped.delete(name.toLowerCase())
  }
  response.end()
}

function perform(step: Step, response: ServerResponse, trace: Trace, readNonce: () => string | undefined): void {
  switch (step.do) {
    case 'set':
      response.setHeader(step.name, step.value)
      break
    case 'append':
      response.appendHeader(step.name, step.value)
      break
    case 'remove':
      response.removeHeader(step.name)
      break
    case 'status':
      response.statusCode = step.code
      break
    case 'head':
      writeHead(response, step)
      break
    case 'nonce':
      if (!response.headersSent) trace.nonce = readNonce()
      break
    case 'write':
      response.write('chunk')
      break
    case 'flush':
      response.flushHeaders()
      break
    case 'end':
      response.end('end')
      break
    case 'destroy':
      response.destroy()
      break
  }
}

function writeHead(response: ServerResponse, { code, form, headers }: Extract<Step, { do: 'head' }>): void {
  if (form === 'nothing') response.writeHead(code)
  else if (form === 'message') response.writeHead(code, 'Message', Object.fromEntries(headers))
  else if (form === 'object') response.writeHead(code, Object.fromEntries(headers))
  else if (form === 'array') response.writeHead(code, headers.flat())
  else response.writeHead(code, headers as unknown as string[])
}
