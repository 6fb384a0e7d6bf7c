import type { EngineName } from './case.js'

interface Known {
  readonly engine: EngineName
  readonly text: RegExp
  readonly reason: string
}

/** What a browser says about a preset all the same, and why it is left like that. */
export const KNOWN: readonly Known[] = [
  {
    engine: 'chromium',
    text: /^Error with Permissions-Policy header: Unrecognized feature: 'web-share'\.$/,
    reason: 'Chromium for Linux has no Web Share; on Windows, ChromeOS and Android it has, and knows the name',
  },
  {
    engine: 'chromium',
    text: /^Error with Permissions-Policy header: Unrecognized feature: 'bluetooth'\.$/,
    reason: 'Chromium for Linux has Web Bluetooth behind a flag; elsewhere it is on, and the name known',
  },
]

/** Lines that are not about headers. */
const OTHER = [/^QuirksModeIssue /, /status of 404/]

/** Those lines of a console that are complaints about headers. */
export function complaints(engine: EngineName, lines: readonly string[]): string[] {
  return lines.filter(
    (line) => !OTHER.some((text) => text.test(line)) && !KNOWN.some((known) => known.engine === engine && known.text.test(line)),
  )
}
