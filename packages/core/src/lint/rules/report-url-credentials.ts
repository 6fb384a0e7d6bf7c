import { ReportTo } from '../../headers/report-to.js'
import { ReportingEndpoints } from '../../headers/reporting-endpoints.js'
import { readable } from '../as-browsers-read.js'
import { endpointUrls, reportToUrls } from '../report-groups.js'
import type { Rule } from '../rule.js'
import { placeOf, type View } from '../view.js'

export const reportUrlCredentials: Rule = {
  rule: 'report-url-credentials',
  severity: 'medium',
  reference: 'https://www.rfc-editor.org/rfc/rfc9110#section-4.2.4',
  check: (view) => {
    const urls = reportUrls(view)
    return urls
      .filter(({ url }, index) => urls.findIndex((one) => one.url === url) === index && URL.canParse(url))
      .map(({ url, ...place }) => ({ ...place, parsed: new URL(url) }))
      .filter(({ parsed: { username, password } }) => username !== '' || password !== '')
      .map(({ header, path, parsed }) => ({
        header,
        path,
        // Without the credentials themselves: findings are logged.
        message: `Every visitor can read the credentials that stand before ${parsed.host}.`,
        fix: insteadOfDsn(parsed) ?? 'Drop them: a key that may be public goes into the path or the query.',
      }))
  },
}

interface PlaceOfUrl {
  readonly header: string
  readonly path: string
  readonly url: string
}

/** Where reports go; first what was typed, from which the others may be made. */
function reportUrls(view: View): readonly PlaceOfUrl[] {
  const { reporting } = view.decisions.settings
  const endpoints = placeOf(ReportingEndpoints)
  return [
    ...(reporting ? [{ ...endpoints, path: 'reporting', url: reporting.url }] : []),
    ...readable(endpointUrls, view.value(ReportingEndpoints)).map((url) => ({ ...endpoints, url })),
    ...readable(reportToUrls, view.value(ReportTo)).map((url) => ({ ...placeOf(ReportTo), url })),
    ...view.csp.flatMap((policy) =>
      policy
        .pick(policy.all, () => true)
        .filter(({ directive }) => directive === 'report-uri')
        .map(({ header, path, source }) => ({ header, path, url: source })),
    ),
  ]
}

/** https://docs.sentry.io/product/security-policy-reporting/ */
function insteadOfDsn({ origin, pathname, username }: URL): string | undefined {
  const [, folder, project] = /^(.*)\/(\d+)$/.exec(pathname) ?? []
  if (project === undefined || !/^[\da-f]+$/i.test(username)) return undefined
  return `A Sentry DSN is for its SDKs: write ${origin}${folder}/api/${project}/security/?sentry_key=${username}.`
}
