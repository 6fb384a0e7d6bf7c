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
const SVG = 'http://www.w3.org/2000/svg'
/** Types of `<script>` that browsers run or act on; anything else is a data block. */
const ACTIVE = /^(?:module|importmap|speculationrules)$/i
/** https://mimesniff.spec.whatwg.org/#javascript-mime-type */
const JAVASCRIPT = /^(?:application|text)\/(?:x-)?(?:java|ecma)script$|^text\/(?:javascript1\.[0-5]|jscript|livescript)$/i

/**
 * The inline code of a page, templates, `<noscript>` and the pages of `srcdoc` included, which inherit its policy, as a browser's
 * parser sees it: line ends and entities are resolved.
 */
export function inlineCodeOf(html: string): InlineCode {
  const code = { scripts: [], styles: [], handlers: [], styleAttributes: [] } as {
    [Kind in keyof InlineCode]: string[]
  }
  for (const element of elementsOfPage(html)) {
    if (element.tagName === 'script' && runs(element)) code.scripts.push(textOf(element))
    if (element.tagName === 'style' && applies(element)) code.styles.push(textOf(element))
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

/** A `<noscript>` is text where scripts run, and ends where that text says so; elsewhere it has elements, and ends where they do. */
function* elementsOfPage(html: string): Generator<Element> {
  yield* elementsOf(parse(html, { scriptingEnabled: false }))
  if (/<noscript/i.test(html)) yield* elementsOf(parse(html, { scriptingEnabled: true }))
}

function* elementsOf(node: Node): Generator<Element> {
  if ('tagName' in node) yield node
  const children = 'content' in node ? node.content.childNodes : 'childNodes' in node ? node.childNodes : []
  for (const child of children) yield* elementsOf(child)
}

/** https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element */
function runs(element: Element): boolean {
  if (element.namespaceURI !== HTML && element.namespaceURI !== SVG) return false
  if (attributeOf(element, element.namespaceURI === SVG ? 'href' : 'src') !== undefined) return false
  const [type, language] = [attributeOf(element, 'type'), attributeOf(element, 'language')]
  if (type === '' || (type === undefined && !language)) return true
  const words = (type ?? `text/${language}`).split(/[\t\n\f\r ]+/)
  const essence = words.filter((word) => word !== '').join(' ')
  return ACTIVE.test(essence) || JAVASCRIPT.test(essence)
}

/** https://html.spec.whatwg.org/multipage/semantics.html#update-a-style-block */
function applies(element: Element): boolean {
  if (element.namespaceURI !== HTML && element.namespaceURI !== SVG) return false
  return /^(?:text\/css)?$/i.test(attributeOf(element, 'type') ?? '')
}

function attributeOf({ attrs }: Element, name: string): string | undefined {
  return attrs.find((one) => one.name === name)?.value
}

function textOf({ childNodes }: Element): string {
  return childNodes.map((child) => ('value' in child ? child.value : '')).join('')
}
