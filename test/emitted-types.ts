// What the emitted types say about options and builders, for the reference. TypeScript is asked, so this is what an editor shows.
import { fileURLToPath } from 'node:url'
import ts from 'typescript-api'
import { SETTINGS } from './compiler-settings.js'

const ENTRY = fileURLToPath(new URL('../packages/core/dist/index.d.ts', import.meta.url))

/** A key of plain data, or a method, with its type and its doc sentence. */
export interface Member {
  readonly name: string
  readonly text: string
  readonly comment: string
}

const program = ts.createProgram([ENTRY], SETTINGS)
const checker = program.getTypeChecker()
const source = program.getSourceFile(ENTRY) as ts.SourceFile
const exported = new Map(
  checker.getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol).map((symbol) => [symbol.name, symbol]),
)

function declared(name: string): ts.Type {
  const symbol = exported.get(name) as ts.Symbol
  return checker.getDeclaredTypeOfSymbol(symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol)
}

/** Every option of a policy, whether it is a header or not, each with its doc sentence. */
export function options(): readonly Member[] {
  return declared('SecureOptions').getProperties().map(memberOf)
}

/** The keys of an option's plain data, where that is an object of known keys. */
export function dataKeys(option: string): readonly Member[] {
  const wanted = [declared('SecureOptions'), declared('OverrideOptions')]
    .map((options) => options.getProperty(option))
    .flatMap((property) => (property === undefined ? [] : [checker.getTypeOfSymbol(property)]))
  const objects = wanted.flatMap((type) => (type.isUnion() ? type.types : [type])).filter(isPlainData)
  const properties = new Map(objects.flatMap((type) => type.getProperties()).map((property) => [property.name, property]))
  return [...properties.values()].map(memberOf)
}

function memberOf(property: ts.Symbol): Member {
  return {
    name: property.name,
    text: `${property.name}: ${typeText(checker.getTypeOfSymbol(property))}`,
    comment: commentOf(property),
  }
}

/** The types named in the texts of members, and in the texts of those types; a text that would be a long list is left out. */
export function typesNamedIn(texts: readonly string[]): readonly Member[] {
  const found = new Map<string, Member>()
  for (const name of namesIn(texts)) collect(name)
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name))

  function collect(name: string): void {
    const symbol = found.has(name) ? undefined : named.get(name)
    if (symbol === undefined) return
    const text = declarationText(symbol)
    const parameters = checker.getDeclaredTypeOfSymbol(symbol).aliasTypeArguments?.map((type) => checker.typeToString(type)) ?? []
    const whole = parameters.length === 0 ? name : `${name}<${parameters.join(', ')}>`
    found.set(name, { name: whole, text: text.length > 200 ? '' : text, comment: commentOf(symbol) })
    if (text.length > 200) return
    for (const other of namesIn([text]).filter((one) => !parameters.includes(one))) collect(other)
  }
}

/** The package's own aliases and interfaces, by name, except those that are builders too. */
const named = new Map(
  program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.includes('/packages/core/dist/'))
    .flatMap(({ statements }) => statements)
    .filter((statement) => ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement))
    .map(({ name }) => checker.getSymbolAtLocation(name) as ts.Symbol)
    .filter(({ flags }) => (flags & ts.SymbolFlags.Class) === 0)
    .map((symbol) => [symbol.name, symbol]),
)

function namesIn(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.replace(/'[^']*'/g, '').match(/\b[A-Z]\w+\b/g) ?? [])
}

function declarationText(symbol: ts.Symbol): string {
  const type = checker.getDeclaredTypeOfSymbol(symbol)
  if ((symbol.flags & ts.SymbolFlags.Interface) === 0)
    return inWords(checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias))
  const members = type.getProperties().map((property) => {
    const optional = (property.flags & ts.SymbolFlags.Optional) === 0 ? '' : '?'
    return `${property.name}${optional}: ${typeText(checker.getTypeOfSymbol(property))}`
  })
  return `{ ${members.join('; ')} }`
}

function isPlainData(type: ts.Type): boolean {
  const isObject = (type.flags & ts.TypeFlags.Object) !== 0 || type.isIntersection()
  return (
    isObject && !type.isClass() && type.getCallSignatures().length === 0 && !checker.isArrayLikeType(type) && !isBuilder(type)
  )
}

function isBuilder(type: ts.Type): boolean {
  return type.symbol?.name === 'InstanceOf'
}

/** What every builder has. */
const COMMON = new Set(['fields', 'toJSON', 'inherited', 'toString'])

/** A builder's own methods, including static ones. */
export function methods(builder: string): readonly Member[] {
  const symbol = exported.get(builder) as ts.Symbol
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  const statics = checker
    .getTypeOfSymbol(target)
    .getProperties()
    .filter(({ name }) => !['prototype', 'definition', 'from', 'implied', 'checkImplied'].includes(name))
  const own = declared(builder)
    .getProperties()
    .filter((property) => !COMMON.has(property.name) && isPublicMethod(property))
  return [...own, ...statics].map((property) => ({
    name: property.name,
    text: `${own.includes(property) ? '' : `${builder}.`}${signature(property)}`,
    comment: commentOf(property),
  }))
}

function isPublicMethod(property: ts.Symbol): boolean {
  const [declaration] = property.declarations ?? []
  const isPublic =
    declaration === undefined ||
    (ts.getCombinedModifierFlags(declaration as ts.Declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) === 0
  return isPublic && checker.getTypeOfSymbol(property).getCallSignatures().length > 0
}

function signature(method: ts.Symbol): string {
  const [first] = checker.getTypeOfSymbol(method).getCallSignatures()
  const text = checker.signatureToString(first as ts.Signature, undefined, ts.TypeFormatFlags.NoTruncation)
  return inWords(`${method.name}${text.replace(/\): .*$/s, ')')}`)
}

function typeText(type: ts.Type): string {
  return inWords(checker.typeToString(checker.getNonNullableType(type), undefined, ts.TypeFormatFlags.NoTruncation))
}

/** Leaves out what only the compiler needs. */
function inWords(type: string): string {
  return type
    .replaceAll('(string & Record<never, never>)', 'string')
    .replaceAll(' | undefined', '')
    .replaceAll('readonly ', '')
    .replaceAll('"', "'")
    .replace(/InstanceOf<(\w+)>/g, '$1')
}

function commentOf(symbol: ts.Symbol): string {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).split('\n\n')[0]?.replaceAll('\n', ' ') ?? ''
  const deprecated = symbol.getJsDocTags(checker).find(({ name }) => name === 'deprecated')
  return deprecated === undefined ? text : `${text} **Deprecated:** ${ts.displayPartsToString(deprecated.text)}`
}
