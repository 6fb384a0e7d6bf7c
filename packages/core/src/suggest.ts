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

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}
