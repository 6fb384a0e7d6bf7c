import { readFile } from 'node:fs/promises'
import { Secure, type SecureOptions } from '@secure/core'
import type * as presets from '@secure/core/presets'
import { api, balanced, basic, owasp, strict } from '@secure/core/presets'
import { withParts } from '@secure/made-parts'
import { beforeAll, describe, expect, it } from 'vitest'
import sets from '../data/header-sets.json' with { type: 'json' }
import owaspData from '../data/owasp.json' with { type: 'json' }
import { cspEvaluator } from '../src/csp-evaluator.js'
import { observatory } from '../src/observatory.js'
import { OWASP_CASES, owaspFailures } from '../src/owasp.js'
import type { Headers } from '../src/served.js'
import { SITES } from '../src/sites.js'

const NONCE = 'k7Qh0s0yqGm3sWwZbq1VtA=='
const DISCLOSING_HEADERS = owasp.remove
/** In the order in which people choose. */
const OPTIONS: typeof presets = { basic, balanced, strict, api, owasp }

interface Scores {
  readonly grade: string
  readonly score: number
  readonly findings: readonly { readonly severity: string; readonly type: string }[]
  readonly owasp: readonly string[]
}

const served = new Map<string, Headers>()
const scores = new Map<string, Scores>()

beforeAll(async () => {
  for (const [name, get] of Object.entries(SITES)) {
    const headers = await get()
    served.set(name, headers)
    scores.set(name, judge(headers))
  }
}, 30_000)

function judge(headers: Headers): Scores {
  const policy = headers['content-security-policy']
  return {
    ...observatory(headers),
    findings: policy === undefined ? [{ severity: 'HIGH', type: 'no policy' }] : cspEvaluator(policy),
    owasp: owaspFailures(headers),
  }
}

const scoresOf = (preset: string) => scores.get(`Secure, \`${preset}\``) as Scores

describe('the scanners, as they are wired here', () => {
  it.each(sets.sets.map((set) => [set.preset, set] as const))('judge the known set %s as its authors were told', (_, set) => {
    const { headers, scores: known } = set
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
    const { grade, score, findings, owasp } = judge(lower)
    expect(`${grade} ${score}`).toBe(known.observatory)
    expect(OWASP_CASES - owasp.length).toBe(Number(/\d+/.exec(known.owasp)?.[0]))
    if (known.csp_evaluator !== 'no CSP') {
      expect(`${findings.at(0)?.severity ?? 'NONE'}, ${findings.length} findings`).toBe(known.csp_evaluator)
    }
  })
})

describe.each(['strict', 'api'])('the preset %s', (preset) => {
  it('gets the most that headers can get at the Observatory', () => {
    expect(scoresOf(preset)).toMatchObject({ grade: 'A+', score: 130 })
  })

  it('leaves csp_evaluator without a finding', () => {
    expect(scoresOf(preset).findings).toEqual([])
  })

  it('passes the OWASP cases except for that of a log-out page and one that harms a site', () => {
    expect(scoresOf(preset).owasp).toEqual(['Clear-Site-Data', 'Permissions-Policy'])
  })
})

describe('the preset owasp', () => {
  it('passes the OWASP cases except for that of a log-out page', () => {
    expect(scoresOf('owasp').owasp).toEqual(['Clear-Site-Data'])
  })

  it('passes that one too on a log-out page', () => {
    const loggingOut = new Secure(owasp).with({ clearSiteData: true }).headers()
    const headers = Object.fromEntries(Object.entries(loggingOut).map(([name, value]) => [name.toLowerCase(), value]))
    expect(owaspFailures(headers)).toEqual([])
  })
})

describe('the preset balanced', () => {
  it('gets an A+ of 125 or more, and passes 13 or more of the OWASP cases', () => {
    const { grade, score, owasp } = scoresOf('balanced')
    expect(grade).toBe('A+')
    expect(score).toBeGreaterThanOrEqual(125)
    expect(OWASP_CASES - owasp.length).toBeGreaterThanOrEqual(13)
  })
})

describe('the preset basic', () => {
  it('is what helmet sends, header for header', () => {
    const [ours, helmets] = [served.get('Secure, `basic`'), served.get('helmet 8.3')].map((headers) =>
      Object.fromEntries(
        Object.entries(headers ?? {})
          .filter(([name]) => !['date', 'keep-alive', 'connection'].includes(name))
          // The white space between directives is all that differs.
          .map(([name, value]) => [name, name === 'content-security-policy' ? value.replaceAll('; ', ';') : value]),
      ),
    )
    expect(ours).toEqual(helmets)
  })
})

it('owasp strips what the project lists, and sends what it adds but Clear-Site-Data', () => {
  const { headersAdd, headersRemove } = owaspData
  expect(DISCLOSING_HEADERS).toEqual(headersRemove.headers)
  const sent = Object.entries(new Secure(owasp).headers()).map(([name, value]) => [name, value.toLowerCase()])
  const added = headersAdd.headers.map(({ name, value }) => [name, value.toLowerCase()] as const)
  expect(Object.fromEntries(sent)).toEqual(Object.fromEntries(added.filter(([name]) => name !== 'Clear-Site-Data')))
})

it.each(Object.keys(OPTIONS))('docs/presets.md says what %s is for', async (name) => {
  expect(await readFile(new URL('../../../docs/presets.md', import.meta.url), 'utf8')).toMatch(`\n| \`${name}\` | `)
})

it('docs/presets.md shows presets and peers as this run judged them (vitest -u writes it)', async () => {
  const rows = [...scores].map(([name, { grade, score, findings, owasp }]) => {
    const worst = findings[0] === undefined ? 'none' : `${findings[0].severity}, ${findings.length}`
    return `| ${name} | ${grade} ${score} | ${worst} | ${OWASP_CASES - owasp.length}/${OWASP_CASES} |`
  })
  const page = await readFile(new URL('../../../docs/presets.md', import.meta.url), 'utf8')
  const parts = {
    'scores.test.ts: cases': String(OWASP_CASES),
    'scores.test.ts: scores': ['| | Observatory | csp_evaluator | OWASP |', '|---|---|---|---|', ...rows].join('\n'),
    'scores.test.ts: disclosing headers': String(DISCLOSING_HEADERS.length),
    'scores.test.ts: headers': Object.entries(OPTIONS)
      .map(([name, options]) => `### ${name}\n\n${lines(options)}`)
      .join('\n\n'),
  }
  await expect(withParts(page, parts)).toMatchFileSnapshot('../../../docs/presets.md')
})

function lines(options: SecureOptions): string {
  const sent = new Secure(options).entries(NONCE).map((line) => line.join(': '))
  return `\`\`\`http\n${sent.join('\n')}\n\`\`\``
}
