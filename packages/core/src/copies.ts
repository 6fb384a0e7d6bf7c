const COPIES = Symbol.for('@secure/core/copies')
const everywhere = globalThis as { [COPIES]?: number }
everywhere[COPIES] = (everywhere[COPIES] ?? 0) + 1

/** Whether another copy of this package is loaded, whose policies this one cannot read. */
export function areSeveralLoaded(): boolean {
  return (everywhere[COPIES] ?? 0) > 1
}
