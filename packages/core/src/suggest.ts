/** "Did you mean …?" for the candidate nearest to what was typed, or nothing when none is near. */
export function didYouMean(typed: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(typed)
  let best: string | undefined
  let shortest = Math.min(3, Math.ceil(wanted.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(wanted, fold(candidate))
    if (distance < shortest) [best, shortest] = [candidate, distance]
  }
  return best === undefined ? undefined : `Did you mean ${best}?`
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** Levenshtein's, row by row. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const letter of a) {
    const row = [(above[0] as number) + 1]
    for (let at = 0; at < b.length; at++) {
      const replaced = (above[at] as number) + Number(letter !== b[at])
      row.push(Math.min(replaced, (above[at + 1] as number) + 1, (row[at] as number) + 1))
    }
    above = row
  }
  return above[b.length] as number
}
