import { type DefaultTreeAdapterTypes, parse } from 'parse5'

/** Every text that a Content-Security-Policy judges by its hash. */
export interface InlineCode {
  readonly scripts: readonly string[]
  readonly styles: readonly string[]
  readonly handlers: readonly string[]
  readonly styleAttributes: readonly string[]
}

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

const HTML = 'http://www.w3.org/1999/xhtml'
/** Types of `<script>` that browsers run or act on; anything else is a data block. */
const ACTIVE = new Set(['', 'module', 'importmap', 'speculationrules'])
/** https://mimesniff.spec.whatwg.org/#javascript-mime-type */
const JAVASCRIPT = /^(?:application|text)\/(?:x-)?(?:java|ecma)script$|^text\/(?:javascript1\.[0-5]|jscript|livescript)$/

/**
 * The inline code of a page, templates, `<noscript>` and the pages of `srcdoc` included, which inherit its policy, as a browser's
 * parser sees it: line ends and entities are resolved.
 */
export function inlineCodeOf(html: string): InlineCode {
  const code = { scripts: [], styles: [], handlers: [], styleAttributes: [] } as {
    [Kind in keyof InlineCode]: string[]
  }
  for (const element of elementsOf(parse(html, { scriptingEnabled: false }))) {
    if (element.tagName === 'script' && runs(element)) code.scripts.push(textOf(element))
    if (element.tagName === 'style') code.styles.push(textOf(element))
    for (const { name, value } of element.attrs) {
      if (/^on[a-z]/.test(name)) code.handlers.push(value)
      if (name === 'style') code.styleAttributes.push(value)
      if (name === 'srcdoc' && element.tagName === 'iframe' && element.namespaceURI === HTML) {
        const inner = inlineCodeOf(value)
        for (const kind of Object.keys(code) as (keyof InlineCode)[]) for (const text of inner[kind]) code[kind].push(text)
      }
    }
  }
  return code
}

function* elementsOf(node: Node): Generator<Element> {
  if ('tagName' in node) yield node
  const children = 'content' in node ? node.content.childNodes : 'childNodes' in node ? node.childNodes : []
  for (const child of children) yield* elementsOf(child)
}

function runs({ attrs, namespaceURI }: Element): boolean {
  const attribute = (name: string) => attrs.find((one) => one.name === name)?.value
  const isSvg = namespaceURI === 'http://www.w3.org/2000/svg'
  if (attribute(isSvg ? 'href' : 'src') !== undefined) return false
  const type = (attribute('type') ?? '').trim().toLowerCase()
  return ACTIVE.has(type) || JAVASCRIPT.test(type)
}

function textOf({ childNodes }: Element): string {
  return childNodes.map((child) => ('value' in child ? child.value : '')).join('')
}
