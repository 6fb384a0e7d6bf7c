/**
 * The path of a request target, for warnings. It is cut, not parsed: a client may send what is not a URL, and must not make the
 * response throw.
 */
export function pathOf(target = ''): string {
  return target.replace(/\?.*/s, '')
}
