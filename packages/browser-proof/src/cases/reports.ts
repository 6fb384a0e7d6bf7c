import { NONE, SELF } from '@secure/core'
import type { Case, Scene } from '../case.js'

const INJECTED = '<script>window.attacked = true</script>'
const site = () => ({ '/': INJECTED, '/report': '', '/broken': { status: 500 } })

const told =
  (kind: string) =>
  ({ received }: Scene): boolean =>
    received.site.some(({ path, body }) => path === '/report' && body.includes(kind))

const csp = { csp: { 'script-src': [SELF], 'report-to': 'main' } } as const

const NOT_IMPLEMENTED = { verdict: 'ignored', reason: 'not implemented' } as const

/** Attacks that nobody would hear of. */
export const REPORTS: readonly Case[] = [
  {
    name: 'a violation, told to report-uri',
    header: 'Content-Security-Policy',
    option: 'csp',
    framework: 'hono',
    policy: { csp: { 'script-src': [SELF], 'report-uri': '/report' } },
    site,
    granted: told('violated-directive'),
  },
  {
    name: 'a violation of a trial policy, which stops nothing',
    header: 'Content-Security-Policy-Report-Only',
    option: 'csp',
    framework: 'hono',
    policy: { csp: { 'script-src': [NONE], 'report-uri': '/report', reportOnly: true } },
    site,
    granted: told('violated-directive'),
    works: 'window.attacked === true',
  },
  {
    name: 'a violation, told to a reporting endpoint',
    header: 'Reporting-Endpoints',
    option: 'reportingEndpoints',
    framework: 'fastify',
    tls: true,
    policy: { ...csp, reportingEndpoints: { main: '/report' } },
    control: csp,
    site,
    granted: told('csp-violation'),
  },
  {
    name: 'a violation, told to a group of Report-To',
    header: 'Report-To',
    option: 'reportTo',
    framework: 'fastify',
    tls: true,
    policy: (at) => ({ ...csp, reportTo: { group: 'main', max_age: 600, endpoints: [{ url: `${at.site}/report` }] } }),
    control: csp,
    site,
    granted: told('csp-violation'),
    except: {
      firefox: { verdict: 'ignored', reason: 'no report comes, where a name of Reporting-Endpoints gets one at once' },
      webkit: NOT_IMPLEMENTED,
    },
  },
  {
    name: 'a feature that is refused, told to an endpoint that the policy names',
    header: 'Permissions-Policy',
    option: 'permissions',
    framework: 'fastify',
    tls: true,
    policy: { permissions: { geolocation: { allowlist: [], reportTo: 'main' } }, reportingEndpoints: { main: '/report' } },
    control: { permissions: { geolocation: [] }, reportingEndpoints: { main: '/report' } },
    site: () => ({ '/': 'the page', '/report': '' }),
    steps: async ({ go, at, read }) => {
      await go(`${at.site}/`)
      await read('navigator.geolocation.getCurrentPosition(() => {}, () => {}), 0')
    },
    granted: told('permissions-policy-violation'),
    except: { firefox: NOT_IMPLEMENTED, webkit: NOT_IMPLEMENTED },
  },
  {
    name: 'a page that fails for visitors',
    header: 'NEL',
    option: 'nel',
    framework: 'fastify',
    tls: true,
    policy: (at) => ({
      nel: { report_to: 'main', max_age: 600 },
      reportTo: { group: 'main', max_age: 600, endpoints: [{ url: `${at.site}/report` }] },
    }),
    control: (at) => ({ reportTo: { group: 'main', max_age: 600, endpoints: [{ url: `${at.site}/report` }] } }),
    site,
    steps: async ({ go, at, read }) => {
      await go(`${at.site}/`)
      await read("fetch('/broken').then(() => {})")
    },
    granted: told('network-error'),
    except: { firefox: NOT_IMPLEMENTED, webkit: NOT_IMPLEMENTED },
  },
]
