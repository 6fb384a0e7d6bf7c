/** Top-level domains in which anybody may have a name, most used first; those with two letters belong to countries. */
const OPEN = [
  ...['com', 'net', 'org', 'info', 'biz', 'name', 'pro', 'app', 'dev', 'page', 'xyz', 'online', 'site', 'store', 'shop', 'top'],
  ...['club', 'cloud', 'tech', 'live', 'blog', 'website', 'space', 'icu', 'vip', 'link', 'fun', 'work', 'world', 'life', 'today'],
  ...['agency', 'digital', 'design', 'group', 'network', 'email', 'media', 'news', 'solutions', 'systems', 'services', 'zip'],
]

/**
 * Whether a host in lower case is everything under a domain in which anybody may have a name. Only the big ones on the list:
 * https://publicsuffix.org/list/
 */
export function isPublicSuffix(host: string): boolean {
  const [, category, domain = ''] = /^\*\.(?:(com?|net?|org?)\.)?([a-z]+|xn--[a-z0-9-]+)$/.exec(host) ?? []
  return domain.length === 2 || (category === undefined && (domain.startsWith('xn--') || OPEN.includes(domain)))
}
