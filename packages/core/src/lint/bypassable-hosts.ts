import { isHost } from './source-kinds.js'

/**
 * Hosts that anybody may use to run code of theirs, what for, and under which path where that is known:
 * https://github.com/google/csp-evaluator/tree/master/allowlist_bypasses
 */
const BYPASSES: readonly (readonly [what: string, hosts: readonly string[]])[] = [
  [
    'libraries that run code from attributes, such as AngularJS',
    [
      'ajax.googleapis.com/ajax/libs/angularjs/',
      'cdn.jsdelivr.net/npm/angular',
      'cdn.jsdelivr.net/npm/angular/',
      'cdn.jsdelivr.net/npm/angular@',
      // Whoever has a repository or a package has files here.
      'cdn.jsdelivr.net/gh/',
      'cdn.jsdelivr.net/combine/',
      'cdnjs.cloudflare.com/ajax/libs/angular.js/',
      'code.angularjs.org',
      'unpkg.com/angular',
      'unpkg.com/angular/',
      'unpkg.com/angular@',
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
      'accounts.google.com/o/oauth2/revoke',
      'api.twitter.com',
      'api.vk.com',
      'clients1.google.com/complete/search',
      'connect.mail.ru',
      'graph.facebook.com',
      'mc.yandex.ru',
      'search.twitter.com',
      'suggestqueries.google.com/complete/search',
      'translate.googleapis.com',
      'translate.google.com',
      'maps.googleapis.com',
      'maps.google.com',
      'www.google.com/complete/search',
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
      // One host of these is somebody's own; all of them are everybody's.
      '*.appspot.com',
      '*.azureedge.net',
      '*.azurewebsites.net',
      '*.blob.core.windows.net',
      '*.cloudfront.net',
      '*.firebaseapp.com',
      '*.github.io',
      '*.gitlab.io',
      '*.herokuapp.com',
      '*.netlify.app',
      '*.pages.dev',
      '*.s3.amazonaws.com',
      '*.vercel.app',
      '*.web.app',
      '*.workers.dev',
    ],
  ],
]

/** What an allowed host serves that lets an attacker run code; a path of its own may narrow it down to what is harmless. */
export function bypassOf(source: string): string | undefined {
  if (!isHost(source)) return undefined
  const [, allowed = '', path = '/'] = /^(?:[a-z]+:\/\/)?([^:/]+)(?::[^/]*)?(\/.*)?$/i.exec(source) ?? []
  return BYPASSES.find(([, hosts]) => hosts.some((host) => covers(allowed.toLowerCase(), path, host)))?.[0]
}

/** Whether what is allowed and what is known have an address in common. */
function covers(allowed: string, path: string, known: string): boolean {
  const [host = '', ...rest] = known.split('/')
  const place = `/${rest.join('/')}`
  if (path !== '/' && place === '/') return false
  // A folder, or the name of a package before its version, is known with all that is in it.
  const isFolder = (one: string) => /[/@]$/.test(one)
  const inside = path === place || (isFolder(place) && path.startsWith(place)) || (path.endsWith('/') && place.startsWith(path))
  const under = (one: string, wildcard: string) => wildcard.startsWith('*.') && one.endsWith(wildcard.slice(1))
  return inside && (allowed === host || under(host, allowed))
}
