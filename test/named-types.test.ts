// A program that emits declarations must be able to name what ours mention (TS2742, TS2883): the emitted types are checked.
import { join } from 'node:path'
import ts from 'typescript-api'
import { describe, expect, it } from 'vitest'
import { SETTINGS } from './compiler-settings.js'
import { assertBuilt, publicPackages } from './public-packages.js'

assertBuilt()

const ENTRIES = publicPackages.flatMap(({ folder, manifest }) =>
  [...JSON.stringify(manifest.exports).matchAll(/"types":"([^"]+)"/g)].map(([, file = '']) => join(folder, file)),
)
const program = ts.createProgram(ENTRIES, { ...SETTINGS, types: ['node'] })
const checker = program.getTypeChecker()

const named = new Set(ENTRIES.flatMap(exportsOf).map(original))

function exportsOf(entry: string): ts.Symbol[] {
  return checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry) as ts.SourceFile) as ts.Symbol)
}

function original(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

/** The classes and interfaces without a public name in the members and arguments of a declaration; aliases are written out. */
function* nameless(node: ts.Node): Iterable<string> {
  const isHidden = ts.getCombinedModifierFlags(node as ts.Declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)
  if (isHidden) return
  const symbol = ts.isTypeReferenceNode(node) ? checker.getSymbolAtLocation(node.typeName) : undefined
  if (symbol !== undefined && isOurs(original(symbol)) && !named.has(original(symbol))) yield symbol.name
  for (const child of node.getChildren()) yield* nameless(child)
}

function isOurs({ flags, declarations = [] }: ts.Symbol): boolean {
  if (!(flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface))) return false
  return declarations.every((declaration) =>
    publicPackages.some(({ folder }) => declaration.getSourceFile().fileName.startsWith(folder)),
  )
}

describe('a program that emits declarations', () => {
  const declarations = [...named]
    .flatMap(({ declarations = [] }) => declarations)
    .filter((one) => !ts.isTypeAliasDeclaration(one))

  it('can name everything that our classes, interfaces and functions mention', () => {
    expect(declarations.length).toBeGreaterThan(100)
    const found = declarations.flatMap((one) =>
      [...nameless(one)].map((type) => `${type} in ${(one as ts.NamedDeclaration).name?.getText()}`),
    )
    expect([...new Set(found)]).toEqual([])
  })
})
