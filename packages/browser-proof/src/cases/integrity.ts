import { createHash } from 'node:crypto'
import type { Case } from '../case.js'
import { script } from '../site/site.js'

const APP = 'window.works = true'
const DIGEST = `sha256-${createHash('sha256').update(APP).digest('base64')}`

/** Scripts of a server that somebody else has changed. */
export const INTEGRITY: readonly Case[] = [
  {
    name: 'a script whose page forgot to say what is in it',
    header: 'Integrity-Policy',
    option: 'integrity',
    framework: 'fastify',
    main: true,
    policy: { integrity: true },
    site: (at) => ({
      '/': `<script src="${at.attacker}/evil.js" crossorigin></script><script src="/app.js" integrity="${DIGEST}" crossorigin></script>`,
      '/app.js': script(APP),
    }),
    attacked: 'window.attacked === true',
    works: 'window.works === true',
  },
]
