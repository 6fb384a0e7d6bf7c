import { Secure } from '@secure/core'
import type * as presets from '@secure/core/presets'
import { api, balanced, basic, owasp, strict } from '@secure/core/presets'
import { beforeAll, describe, expect, it } from 'vitest'
import sets from '../data/header-sets.json' with { type: 'json' }
import { cspEvaluator } from '../src/csp-evaluator.js'
import { observatory } from '../src/observatory.js'
import { OWASP_CASES, owaspFailures } from '../src/owasp.js'
import type { Headers } from '../src/served.js'
import { SITES } from '../src/sites.js'

const NONCE = 'k7Qh0s0yqGm3sWwZbq1VtA=='
const DISCLOSING_HEADERS = owasp.remove
/** In the order in which people choose. */
const OPTIONS: typeof presets = { basic, balanced, strict, api, owasp }

const PRESETS: Readonly<Record<keyof typeof presets, string>> = {
  basic: 'what helmet 8 sends, header for header: moving over without a change',
  balanced: 'the everyday recommendation: files of the site itself, no inline scripts and styles, no frames around it',
  strict: 'scripts and styles by nonce only, Trusted Types, cross-origin isolation: new applications',
  api: 'JSON services: a reply that is opened as a page can do nothing',
  owasp: 'the OWASP Secure Headers Project’s own values: audits',
}

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
  it('has the most that headers can have at the Observatory', () => {
    expect(scoresOf(preset)).toMatchObject({ grade: 'A+', score: 130 })
  })

  it('leaves csp_evaluator without a finding', () => {
    expect(scoresOf(preset).findings).toEqual([])
  })

  it('passes the OWASP cases but for what harms a site', () => {
    expect(scoresOf(preset).owasp).toEqual(['Clear-Site-Data', 'Permissions-Policy'])
  })
})

describe('the preset owasp', () => {
  it('passes the OWASP cases but for logging everybody out', () => {
    expect(scoresOf('owasp').owasp).toEqual(['Clear-Site-Data'])
  })
})

describe('the preset balanced', () => {
  it('has an A+ of 125 or more, and 13 of the OWASP cases', () => {
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

it('docs/presets.md shows presets and peers as this run judged them (vitest -u writes it)', async () => {
  const rows = [...scores].map(([name, { grade, score, findings, owasp }]) => {
    const worst = findings[0] === undefined ? 'none' : `${findings[0].severity}, ${findings.length}`
    return `| ${name} | ${grade} ${score} | ${worst} | ${OWASP_CASES - owasp.length}/${OWASP_CASES} |`
  })
  await expect(document(rows)).toMatchFileSnapshot('../../../docs/presets.md')
})

function document(rows: readonly string[]): string {
  return `# Presets

Plain data in \`@secure/core/presets\`: take one as it is, \`secure(strict)\`, or spread it and change what you need,
\`secure({ ...strict, xfo: false, csp: { ...strict.csp, 'img-src': [SELF, 'https://images.example'] } })\`.

| preset | for |
|---|---|
${Object.entries(PRESETS)
  .map(([name, about]) => `| \`${name}\` | ${about} |`)
  .join('\n')}

## What scanners say

Measured on real responses by \`npm test\`, which fails when this table is out of date: the MDN HTTP Observatory (npm \`@mdn/mdn-http-observatory\` 1.4.8,
130 is the most that headers alone can have), Google's \`csp_evaluator\` 1.1.8 (the worst finding, and how many) and the
${OWASP_CASES} cases of the OWASP Secure Headers Project's validator. The peers are as they come, without options.

| | Observatory | csp_evaluator | OWASP |
|---|---|---|---|
${rows.join('\n')}

- \`strict\` and \`api\` leave two OWASP cases to you, because passing them harms a site: Clear-Site-Data on every response logs everybody out,
  and its Permissions-Policy must have \`cross-origin-isolated=()\`, which switches off the isolation that COOP and COEP give, and
  \`interest-cohort=()\`, of an API that is gone.
- \`owasp\` has the project's own values without Clear-Site-Data; \`override({ clearSiteData: true })\` is for the log-out route. It also strips the
  ${DISCLOSING_HEADERS.length} headers of the project's list that tell what a site is built with.
- What csp_evaluator finds in \`balanced\`, \`basic\` and \`owasp\` is that scripts are \`'self'\`, and no Trusted Types: the first protects as long as the site itself serves no file that
  an attacker can write. \`strict\` trusts a nonce instead.

- Without TLS, on a network of your own, set \`'upgrade-insecure-requests': false\`: browsers fetch everything by https otherwise, and block forms. Under
  \`no-referrer\` they send \`Origin: null\` with a POST: where a CSRF check goes by Origin, use \`referrer: 'same-origin'\`.

## What they send
${Object.entries(OPTIONS)
  .map(
    ([name, options]) =>
      `\n### ${name}\n\n\`\`\`http\n${new Secure(options)
        .entries(NONCE)
        .map((line) => line.join(': '))
        .join('\n')}\n\`\`\``,
  )
  .join('\n')}
`
}
