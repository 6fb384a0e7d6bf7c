import type { Case } from '../case.js'

const GONE = { verdict: 'ignored', reason: 'the filter was removed, or never there' } as const

/** Headers that browsers no longer act on. */
export const LEGACY: readonly Case[] = [
  {
    name: 'a script that the address reflects into the page',
    header: 'X-XSS-Protection',
    option: 'xxp',
    framework: 'express',
    policy: { xxp: '1; mode=block' },
    site: () => ({ '/': '<script>window.attacked = true</script>' }),
    steps: ({ go, at }) => go(`${at.site}/?q=%3Cscript%3Ewindow.attacked%20%3D%20true%3C/script%3E`),
    attacked: 'window.attacked === true',
    except: { chromium: GONE, firefox: GONE, webkit: GONE },
  },
]

/** Headers that no page can show at work, and why. */
export const UNPROVABLE: Readonly<Record<string, string>> = {
  'X-DNS-Prefetch-Control': 'look-ups of names happen outside of any page; a page cannot see them',
  'X-Download-Options': 'Internet Explorer alone knew it',
  'X-Permitted-Cross-Domain-Policies': 'Flash and Acrobat read it, no browser does',
  Server: 'it tells, and asks nothing of a browser; the contract tests what is on the wire',
  Pragma: 'HTTP/1.0 caches only; browsers go by Cache-Control, which is sent beside it',
  Expires: 'overruled by Cache-Control, which is sent beside it',
}
