import { parse, type DefaultTreeAdapterTypes as Types, defaultTreeAdapter as tree } from 'parse5'

/** A `<script>` that a browser would run, or a `<style>`. */
export interface Tag {
  readonly name: 'script' | 'style'
  readonly nonce?: string | undefined
  readonly src?: string | undefined
}

const JAVASCRIPT = /^(?:module|importmap|speculationrules|(?:text|application)\/(?:java|ecma)script)?$/i

/** What a policy has to allow on a page. */
export function tagsOf(html: string): readonly Tag[] {
  return elementsOf(parse(html)).flatMap(({ tagName: name, attrs }) => {
    const { nonce, src, type = '' } = Object.fromEntries(attrs.map(({ name, value }) => [name, value]))
    return name === 'style' || (name === 'script' && JAVASCRIPT.test(type.trim())) ? [{ name, nonce, src }] : []
  })
}

const OWN = 'http://localhost'

/** The files that a page loads from its own server. */
export function filesOf(html: string): readonly string[] {
  const addresses = elementsOf(parse(html)).flatMap(({ attrs }) => attrs.filter(({ name }) => name === 'src' || name === 'href'))
  const urls = addresses.map(({ value }) => new URL(value, OWN)).filter(({ origin }) => origin === OWN)
  return [...new Set(urls.map(({ pathname, search }) => pathname + search))]
}

function elementsOf(node: Types.ParentNode): readonly Types.Element[] {
  return tree
    .getChildNodes(node)
    .filter((child) => tree.isElementNode(child))
    .flatMap((element) => [element, ...elementsOf(element)])
}
