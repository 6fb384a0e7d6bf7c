/** A request that only the server itself answers: no handler and no middleware sees it. */
export interface ServerScenario {
  readonly id: string
  readonly title: string
  readonly status: number
  readonly bytes: string
}

/** Every such request: the last rows of docs/promises.md. */
export const SERVER_SCENARIOS: readonly ServerScenario[] = [
  { id: 'parser', title: 'a request that is not HTTP', status: 400, bytes: 'NOT HTTP\r\n\r\n' },
  {
    id: 'large-head',
    title: 'a head that is too large',
    status: 431,
    bytes: `GET / HTTP/1.1\r\nHost: a\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`,
  },
  { id: 'no-host', title: 'a missing Host', status: 400, bytes: 'GET /json HTTP/1.1\r\nConnection: close\r\n\r\n' },
  {
    id: 'expect',
    title: 'an unknown expectation',
    status: 417,
    bytes: 'GET /json HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\nConnection: close\r\n\r\n',
  },
]
