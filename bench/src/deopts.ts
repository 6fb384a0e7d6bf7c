import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Child } from './child.js'
import { counted, type Line } from './line.js'
import type { Part, Plan } from './part.js'
import { FRAMEWORKS, type Framework, type Variant } from './variants.js'

/** A function that V8 optimises and deoptimises in turns costs more than one that it never optimises. */
export const deopts: Part = {
  title: 'Deoptimisations',
  run: async (plan) => {
    console.error('counting deoptimisations …')
    const lines: Line[] = []
    for (const framework of FRAMEWORKS.filter((name) => plan.frameworks.includes(name))) {
      for (const [variant, what] of [
        ['strict', 'pages with a nonce'],
        ['strictJson', 'JSON'],
      ] as const) {
        const all = await deoptimised(framework, variant, plan)
        const ours = all.filter((line) => /[/\\](?:packages|@secure)[/\\]/.test(line))
        for (const line of ours) console.error(line)
        const text = `of our functions, ${2 * plan.warmUp} ${what} after ${plan.warmUp}`
        lines.push({ where: framework, what: text, figure: counted(ours.length), goal: 0 })
      }
    }
    return { lines }
  },
}

/** V8's entries after the warm-up. */
async function deoptimised(framework: Framework, variant: Variant, { warmUp }: Plan): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'secure-deopts-'))
  const log = join(folder, 'v8.log')
  try {
    const child = await Child.start('deopts-probe.js', [framework, variant, String(warmUp), String(2 * warmUp)], {
      execArgv: ['--log-deopt', '--no-logfile-per-isolate', `--logfile=${log}`],
    })
    child.stop()
    const entries = readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('code-deopt,'))
    const marker = entries.findIndex((line) => line.includes('deopts-probe'))
    if (marker === -1) throw new Error('V8 has not deoptimised the mark between the warm-up and what counts.')
    return entries.slice(marker + 1)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
