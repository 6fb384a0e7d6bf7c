import type { Headers } from './served.js'

// Its own scan() looks for the site on ports 80 and 443 of a public host: these are the parts it is made of, which have no types.
const inside = (path: string) => import(`@mdn/mdn-http-observatory/src/${path}.js` as string)
const [{ ALL_TESTS }, { Requests }, { getGradeForScore, getScoreModifier }, { MINIMUM_SCORE_FOR_EXTRA_CREDIT }] =
  await Promise.all([inside('constants'), inside('types'), inside('grader/grader'), inside('grader/charts')])
const { AxiosHeaders } = await import('axios')

interface TestResult {
  readonly result?: string
}

/**
 * The grade and score of MDN's HTTP Observatory for a page of a site that is otherwise faultless: on https, and http redirects to
 * it.
 */
export function observatory(headers: Headers): { readonly grade: string; readonly score: number } {
  const response = {
    headers: new AxiosHeaders({ ...headers, 'content-type': 'text/html' }),
    request: { headers: new AxiosHeaders() },
    config: { headers: new AxiosHeaders() },
    status: 200,
    statusText: 'OK',
    verified: true,
    data: '',
    httpEquiv: new Map(),
  }
  const site = new Requests('site.example')
  const redirects = [
    { url: new URL('http://site.example/'), status: 301 },
    { url: new URL('https://site.example/'), status: 200 },
  ]
  site.responses = {
    auto: response,
    http: response,
    https: response,
    cors: response,
    httpRedirects: redirects,
    httpsRedirects: redirects.slice(1),
  }
  site.resources.path = '<!doctype html><title>A page</title>'
  site.session = { url: new URL('https://site.example/'), jar: null }
  const modifiers = (ALL_TESTS as ((site: unknown) => TestResult)[])
    .map((test) => test(site).result)
    .map((result): number => (result === undefined ? 0 : getScoreModifier(result)))
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 100)
  // Extra credit counts only for those who already have an A.
  const uncurved = sum(modifiers.filter((modifier) => modifier < 0))
  return getGradeForScore(uncurved >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(modifiers) : uncurved)
}
