import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ContentSecurityPolicy } from '@secure/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inlineHashes, inlineHashesOf } from '../src/index.js'

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const none = { scripts: [], styles: [], handlers: [], styleAttributes: [] }

describe('inlineHashesOf', () => {
  it.each<[what: string, html: string, found: Partial<ReturnType<typeof inlineHashesOf>>]>([
    ['a script', '<script>start()</script>', { scripts: [hash('start()')] as never }],
    ['its white space', '<script>\n start() </script>', { scripts: [hash('\n start() ')] as never }],
    ['line ends as a browser sees them', '<script>a\r\nb\rc</script>', { scripts: [hash('a\nb\nc')] as never }],
    ['entities in a script as they are', '<script>a &amp; b</script>', { scripts: [hash('a &amp; b')] as never }],
    [
      'modules, import maps and speculation rules',
      '<script type=module>m</script><script type="importmap">{}</script><script type=speculationrules>[]</script>',
      { scripts: [hash('m'), hash('{}'), hash('[]')] as never },
    ],
    [
      'what comes after a noscript that ends early where scripts run',
      '<head><noscript><title>No JS</noscript><script>a</script></head>',
      { scripts: [hash('a')] as never },
    ],
    [
      'scripts of a language',
      '<script language=JavaScript>a</script><script language=vbscript>b</script>',
      { scripts: [hash('a')] as never },
    ],
    ['no script of a type that is a space, nor one of MathML', '<script type=" ">a</script><math><script>b</script></math>', {}],
    [
      'scripts of an empty type, and of old types',
      '<script type="">a</script><script type="text/x-javascript">b</script><script type="text/jscript">c</script>',
      { scripts: [hash('a'), hash('b'), hash('c')] as never },
    ],
    ['no style of MathML', '<math><style>a{}</style></math>', {}],
    [
      'what comes after a NOSCRIPT in capitals',
      '<head><NOSCRIPT><title>No JS</NOSCRIPT><script>a</script></head>',
      { scripts: [hash('a')] as never },
    ],
    ['no style of another type', '<style type="text/tailwindcss">a{}</style>', {}],
    [
      'scripts of JavaScript types',
      '<script type=" Text/JavaScript ">a</script><script type=application/ecmascript>b</script>',
      { scripts: [hash('a'), hash('b')] as never },
    ],
    ['no data', '<script type="application/json">{"a":1}</script><script type="text/template"><p></p></script>', {}],
    ['no file', '<script src="/a.js"></script><script src="/b.js">ignored</script>', {}],
    ['a style', '<style>p { color: red }</style>', { styles: [hash('p { color: red }')] as never }],
    ['what stands in noscript', '<noscript><style>a{}</style></noscript>', { styles: [hash('a{}')] as never }],
    [
      'what stands in the page of a srcdoc, which inherits the policy',
      '<iframe srcdoc="<style>a{}</style><script>s(&amp;quot;)</script><iframe srcdoc=&quot;<p onclick=c()>&quot;></iframe>"></iframe>',
      { scripts: [hash('s(&quot;)')] as never, styles: [hash('a{}')] as never, handlers: [hash('c()')] as never },
    ],
    ['no srcdoc in SVG, where it is no frame', '<svg><iframe srcdoc="<p onclick=a()>"></iframe></svg>', {}],
    ['what stands in a template', '<template><script>t()</script></template>', { scripts: [hash('t()')] as never }],
    [
      'what stands in SVG',
      '<svg><script>s()</script><script href="/a.js"></script><style>b{}</style></svg>',
      { scripts: [hash('s()')] as never, styles: [hash('b{}')] as never },
    ],
    [
      'handlers, with their entities resolved',
      '<p onclick="a(&quot;b&quot;)" ONLOAD=c()>',
      { handlers: [hash('a("b")'), hash('c()')] as never },
    ],
    ['style attributes', '<p style="color: red">', { styleAttributes: [hash('color: red')] as never }],
    ['once what stands twice', '<script>a</script><script>a</script>', { scripts: [hash('a')] as never }],
    ['nothing in a comment', '<!-- <script>a</script> --><textarea><script>b</script></textarea>', {}],
    ['an empty script', '<script></script>', { scripts: ["'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"] }],
    [
      'types in any case, old versions of JavaScript, and white space of every kind',
      '<script type=SpeculationRules>a</script><script type="text/javascript1.5">b</script><script type="text/livescript">c</script><script type="\ftext/javascript\f">d</script><style type="TEXT/CSS">e</style>',
      { scripts: [hash('a'), hash('b'), hash('c'), hash('d')] as never, styles: [hash('e')] as never },
    ],
    [
      'a script whose type is empty, whatever its language',
      '<script type="" language=vbscript>a</script>',
      { scripts: [hash('a')] as never },
    ],
    [
      'no attribute that only begins as a handler does, nor a srcdoc outside of an iframe',
      '<p on:click="a" srcdoc="<script>a</script>">',
      {},
    ],
    ['nothing in an empty page', '', {}],
  ])('hashes %s', (_, html, found) => {
    expect(inlineHashesOf(html)).toEqual({ ...none, ...found })
  })
})

describe('inlineHashes', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'secure-inline-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('reads a file, leaves it as it was, and makes sources for a policy', async () => {
    const file = join(folder, 'index.html')
    const html = '<!doctype html><script>start()</script><style>p{}</style>'
    await writeFile(file, html)
    const { scripts, styles } = await inlineHashes(file)
    expect(await readFile(file, 'utf8')).toBe(html)
    expect(
      new ContentSecurityPolicy()
        .scriptSrc(...scripts)
        .styleSrc(...styles)
        .toString(),
    ).toBe(`script-src ${hash('start()')}; style-src ${hash('p{}')}`)
  })

  it('rejects a file in another encoding, of which browsers hash other text', async () => {
    const file = join(folder, 'latin1.html')
    for (const encoding of ['latin1', 'utf16le'] as const) {
      await writeFile(file, '\ufeff<meta charset=iso-8859-1><script>start("é")</script>', encoding)
      await expect(inlineHashes(file)).rejects.toMatchObject({ code: 'ERR_SECURE_CHARACTERS', path: file })
    }
  })

  it('reads a file with a byte order mark', async () => {
    const file = join(folder, 'bom.html')
    await writeFile(file, '\ufeff<script>start("é")</script>')
    expect(await inlineHashes(file)).toEqual({ ...none, scripts: [hash('start("é")')] })
  })

  it('refuses bytes', () => {
    expect(() => inlineHashesOf(Buffer.from('<p>') as never)).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_TYPE', fix: 'Decode it first: String(await readFile(file)).' }),
    )
  })

  it('rejects when there is no such file', async () => {
    await expect(inlineHashes(join(folder, 'missing.html'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
