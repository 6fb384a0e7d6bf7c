/** What is asked of a source, and of those that it stands among. */
export type Predicate = (source: string, among: readonly string[]) => boolean

/** One source of a directive. */
export interface Picked {
  readonly header: string
  readonly path: string
  readonly directive: string
  readonly source: string
  /** Whether only browsers before 2022 go by it. */
  readonly isOverruled?: boolean
}

/** Each source once, even where its directive governs several names. */
export function onePerPlace(found: readonly Picked[]): readonly Picked[] {
  return found.filter(({ path, source }, index) => found.findIndex((one) => one.path === path && one.source === source) === index)
}

/** What is less bad where {@link Picked.isOverruled} says so. */
export function lessIfOverruled({ isOverruled = false }: Picked): { readonly severity?: 'medium' } {
  return isOverruled ? { severity: 'medium' } : {}
}

/** The end of a message. */
export function whereOverruled({ isOverruled = false }: Picked): string {
  return isOverruled ? ' in browsers before 2022, which do not know script-src-elem' : ''
}
