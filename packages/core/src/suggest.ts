/** "Did you mean …?" for the candidate nearest to what was typed, or nothing when none is within that many letters. */
export function didYouMean(typed: string, candidates: Iterable<string>, letters = 3): string | undefined {
  // The work grows with the length, and a page of text is not one of our names misspelled.
  if (typed.length > 64) return undefined
  const wanted = fold(typed)
  let best: string | undefined
  let shortest = Math.min(letters, Math.ceil(wanted.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(wanted, fold(candidate))
    if (distance < shortest) [best, shortest] = [candidate, distance]
  }
  return best && `Did you mean ${best}?`
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[\W_]/g, '')
}

/** How many letters were left out, added, replaced, or swapped with their neighbour: Levenshtein's and Damerau's, row by row. */
function editDistance(a: string, b: string): number {
  let beforeAbove: number[] = []
  let above = [0, ...b].map((_, column) => column)
  for (let line = 0; line < a.length; line++) {
    const row = [line + 1]
    for (let at = 0; at < b.length; at++) {
      const replaced = (above[at] as number) + Number(a[line] !== b[at])
      const swapped = a[line] === b[at - 1] && a[line - 1] === b[at] ? (beforeAbove[at - 1] as number) + 1 : replaced
      row.push(Math.min(replaced, swapped, (above[at + 1] as number) + 1, (row[at] as number) + 1))
    }
    beforeAbove = above
    above = row
  }
  return above[b.length] as number
}
