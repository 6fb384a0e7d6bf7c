import { isPublicSuffix } from './public-suffixes.js'
import { isHost, isWebSocket } from './source-kinds.js'

// Most of them are from https://github.com/google/csp-evaluator/tree/master/allowlist_bypasses

/** Hosts that anybody may use to run code of their own, and under which path where that is known. */
interface Known {
  /** What they serve. */
  readonly what: string
  readonly hosts: readonly string[]
}

// raw.githubusercontent.com is not one of these: it serves text/plain with nosniff, which browsers treat as neither script nor
// page.
const PACKAGES: Known = {
  what: 'packages and repositories of whoever publishes them',
  hosts: [
    'cdn.jsdelivr.net/gh/',
    'cdn.jsdelivr.net/combine/',
    // An allowlist of all packages includes these too; one package is somebody's own.
    'cdn.jsdelivr.net/npm/*',
    'unpkg.com/*',
    'esm.sh',
    'cdn.skypack.dev',
    'ga.jspm.io',
    'rawgit.com',
    'cdn.rawgit.com',
    'raw.githack.com',
    'rawcdn.githack.com',
  ],
}

const UPLOADS: Known = {
  what: 'files of whoever uploads them',
  hosts: [
    's3.amazonaws.com',
    'storage.googleapis.com',
    'firebasestorage.googleapis.com',
    // One of these hosts is somebody's own; all of them are everybody's.
    '*.a.run.app',
    '*.amplifyapp.com',
    '*.appspot.com',
    '*.azureedge.net',
    '*.azurewebsites.net',
    '*.blob.core.windows.net',
    '*.blogspot.com',
    '*.cloudfront.net',
    '*.deno.dev',
    '*.firebaseapp.com',
    '*.fly.dev',
    '*.github.io',
    '*.gitlab.io',
    '*.herokuapp.com',
    '*.netlify.app',
    '*.onrender.com',
    '*.pages.dev',
    '*.r2.dev',
    '*.s3.amazonaws.com',
    '*.vercel.app',
    '*.web.app',
    '*.workers.dev',
  ],
}

const LIBRARIES: Known = {
  what: 'libraries that run code from attributes, such as AngularJS',
  hosts: [
    'ajax.googleapis.com/ajax/libs/angularjs/',
    'cdn.jsdelivr.net/angularjs/',
    'cdn.jsdelivr.net/npm/angular',
    'cdn.jsdelivr.net/npm/angular/',
    'cdn.jsdelivr.net/npm/angular@',
    'cdnjs.cloudflare.com/ajax/libs/angular.js/',
    'code.angularjs.org',
    'code.angularjs.org/1.',
    'unpkg.com/angular',
    'unpkg.com/angular/',
    'unpkg.com/angular@',
    'stackpath.bootstrapcdn.com',
    'maxcdn.bootstrapcdn.com',
    'ajax.aspnetcdn.com',
    'yastatic.net',
    'yastatic.net/angularjs/',
    'yandex.st',
    'gstatic.com',
    'www.googleadservices.com/pageadimg/imgad',
    'www.gstatic.com',
  ],
}

const JSONP: Known = {
  what: 'JSONP endpoints',
  hosts: [
    'accounts.google.com/o/oauth2/revoke',
    'api.twitter.com',
    'api.vk.com',
    'clients1.google.com/complete/search',
    'connect.mail.ru',
    'cse.google.com/api/',
    'dev.virtualearth.net/REST/',
    'fast.wistia.com/embed/medias/',
    'googleads.g.doubleclick.net/pagead/conversion/',
    'graph.facebook.com',
    'links.services.disqus.com/api/',
    'mc.yandex.ru',
    'pagead2.googlesyndication.com/relatedsearch',
    'search.twitter.com',
    'securepubads.g.doubleclick.net/gampad/ads',
    'suggestqueries.google.com/complete/search',
    'translate.googleapis.com',
    'translate.google.com',
    'maps.googleapis.com',
    'maps.google.com',
    'vimeo.com/api/oembed.json',
    'www.google.com/complete/search',
    'www.googleapis.com',
    'www.youtube.com',
    'yandex.ru',
  ],
}

const CONTAINERS: Known = {
  what: 'containers of whoever makes them',
  hosts: ['www.googletagmanager.com'],
}

/** What an allowed host serves that lets an attacker run code; a path of its own may narrow it down to what is harmless. */
export function bypassOf(source: string): string | undefined {
  return found(source, [PACKAGES, UPLOADS, LIBRARIES, CONTAINERS, JSONP])
}

/** What an allowed host serves, where that is files from whoever wants to put them there. */
export function filesOfAnybody(source: string): string | undefined {
  return found(source, [PACKAGES, UPLOADS])
}

/** What an allowed host serves, where that is pages from whoever wants to put them there. */
export function pagesOfAnybody(source: string): string | undefined {
  return found(source, [UPLOADS])
}

function found(source: string, known: readonly Known[]): string | undefined {
  if (!isHost(source) || isWebSocket(source)) return undefined
  const [, host = '', path = '/'] = /^(?:[a-z]+:\/\/)?([^:/]+?)\.?(?::[^/]*)?(\/.*)?$/i.exec(source) ?? []
  const allowed = host.toLowerCase().replace(REGION_OF_S3, 's3.amazonaws.com')
  if (isPublicSuffix(allowed)) return 'what anybody puts under a domain of their own'
  return known.find(({ hosts }) => hosts.some((one) => covers(allowed, path, one)))?.what
}

/** The end of a host under which S3 serves one region: https://docs.aws.amazon.com/general/latest/gr/s3.html */
const REGION_OF_S3 = /(?<![\w-])s3(?:-website)?[.-](?:dualstack\.)?[a-z]{2}(?:-[a-z]+)+-\d+\.amazonaws\.com(?:\.cn)?$/

/** Whether what is allowed and what is known have an address in common. */
function covers(allowed: string, path: string, known: string): boolean {
  const [host = '', ...rest] = known.split('/')
  const place = `/${rest.join('/')}`
  // Who has one of many hosts has all of its paths; on other hosts, some paths may be harmless.
  if (path !== '/' && place === '/' && !host.startsWith('*.')) return false
  // A folder, or the name of a package before its version, is known along with everything in it.
  const isFolder = (one: string) => /[/@.]$/.test(one)
  const inside = path === place || (isFolder(place) && path.startsWith(place)) || (path.endsWith('/') && place.startsWith(path))
  const under = (one: string, wildcard: string) => wildcard.startsWith('*.') && one.endsWith(wildcard.slice(1))
  return inside && (allowed === host || under(host, allowed))
}
