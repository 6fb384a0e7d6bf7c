// A pattern that backtracks takes minutes for what somebody sends to be judged, or as part of a policy by request.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript-api'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { publicPackages, root } from './public-packages.js'

const sources = publicPackages
  .flatMap(({ folder }) =>
    readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, 'src', name)),
  )
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))

/** Every regular expression that is written as such. */
function patternsIn(path: string): readonly string[] {
  const found: string[] = []
  const visit = (node: ts.Node) => {
    if (ts.isRegularExpressionLiteral(node)) found.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest))
  return found
}

const patterns = new Map(sources.flatMap((path) => patternsIn(path).map((pattern) => [pattern, relative(root, path)] as const)))

describe('regular expressions', () => {
  beforeAll(() => void vi.stubEnv('RECHECK_BACKEND', 'pure'))

  it('are many', () => expect(patterns.size).toBeGreaterThan(100))

  it.each([...patterns])('take no longer than the text is long: %s in %s', async (pattern) => {
    const { check } = await import('recheck')
    const [, source = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(pattern) ?? []
    expect(await check(source, flags, { timeout: 60_000 })).toMatchObject({ status: 'safe' })
  })
})
