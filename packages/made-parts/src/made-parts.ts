const PART = /(<!-- made by ([^>]+) -->\s*)[\s\S]*?(\s*<!-- end -->)/g

/**
 * A page of the documentation with its made parts made anew: what stands between `<!-- made by name -->` and `<!-- end -->`, by
 * name. A name may not have two hyphens in a row, which some parsers take for the end of a comment.
 */
export function withParts(page: string, parts: Readonly<Record<string, string>>): string {
  const missing = new Set(Object.keys(parts))
  const made = page.replace(PART, (_part, begin: string, name: string, end: string) => {
    const text = parts[name]
    if (text === undefined) throw new Error(`Nobody makes the part "${name}" of this page.`)
    missing.delete(name)
    return `${begin}${text}${end}`
  })
  if (missing.size > 0) throw new Error(`This page has no <!-- made by ${[...missing][0]} -->.`)
  return made
}
