/** Hosts that anybody may use to run code of theirs, and what for: https://github.com/google/csp-evaluator/tree/master/allowlist_bypasses */
const BYPASSES: readonly (readonly [what: string, hosts: readonly string[]])[] = [
  [
    'libraries that run code from attributes, such as AngularJS',
    [
      'ajax.googleapis.com',
      'cdn.jsdelivr.net',
      'cdnjs.cloudflare.com',
      'code.angularjs.org',
      'unpkg.com',
      'esm.sh',
      'cdn.skypack.dev',
      'ga.jspm.io',
      'stackpath.bootstrapcdn.com',
      'maxcdn.bootstrapcdn.com',
      'ajax.aspnetcdn.com',
      'yastatic.net',
      'yandex.st',
      'gstatic.com',
      'www.gstatic.com',
      'raw.githubusercontent.com',
      'rawgit.com',
      'cdn.rawgit.com',
    ],
  ],
  [
    'JSONP endpoints',
    [
      'accounts.google.com',
      'api.twitter.com',
      'api.vk.com',
      'clients1.google.com',
      'connect.mail.ru',
      'graph.facebook.com',
      'mc.yandex.ru',
      'search.twitter.com',
      'suggestqueries.google.com',
      'translate.googleapis.com',
      'translate.google.com',
      'maps.googleapis.com',
      'maps.google.com',
      'www.google.com',
      'www.googleapis.com',
      'www.googletagmanager.com',
      'www.youtube.com',
      'yandex.ru',
    ],
  ],
  [
    'files of whoever uploads them',
    [
      's3.amazonaws.com',
      'storage.googleapis.com',
      'firebasestorage.googleapis.com',
      '*.herokuapp.com',
      '*.github.io',
      '*.vercel.app',
      '*.netlify.app',
      '*.workers.dev',
      '*.pages.dev',
      '*.azureedge.net',
      '*.cloudfront.net',
    ],
  ],
]

/** Whether a source is a host, with or without scheme, port and path. */
export function isHost(source: string): boolean {
  return (
    !source.startsWith("'") &&
    source !== '*' &&
    /^(?:[a-z]+:\/\/)?[*\w-]+(?:\.[\w-]+)*(?=[:/]|$)/i.test(source) &&
    !/^[a-z]+:$/i.test(source)
  )
}

/** What an allowed host serves that lets an attacker run code; a path of its own narrows it down. */
export function bypassOf(source: string): string | undefined {
  if (!isHost(source)) return undefined
  const [, allowed = '', path = ''] = /^(?:[a-z]+:\/\/)?([^:/]+)(?::[^/]*)?(\/.*)?$/i.exec(source) ?? []
  if (path.length > 1) return undefined
  return BYPASSES.find(([, hosts]) => hosts.some((host) => covers(allowed.toLowerCase(), host)))?.[0]
}

/** Whether the allowed host and the known one have a host in common. */
function covers(allowed: string, known: string): boolean {
  if (allowed === known) return true
  const under = (host: string, wildcard: string) => wildcard.startsWith('*.') && host.endsWith(wildcard.slice(1))
  return under(known, allowed) || under(allowed, known)
}
