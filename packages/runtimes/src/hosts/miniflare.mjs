// workerd has no server of its own that npm installs: miniflare starts it and passes requests on.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const [folder, script, ...compatibilityFlags] = process.argv.slice(2)
const { Miniflare } = createRequire(`${folder}/`)('miniflare')
/** What the worker warns about, in the words of the other hosts. */
function tell(output, errors) {
  for (const stream of [output, errors]) {
    createInterface(stream).on('line', (line) => {
      const [, code, message] = /SecureHeadersWarning \[(\w+)\]: (.*)$/.exec(line) ?? []
      if (code === undefined) console.error(line)
      else console.log(`warned ${JSON.stringify({ code, message })}`)
    })
  }
}

const miniflare = new Miniflare({
  modules: [
    { type: 'ESModule', path: 'worker.js', contents: readFileSync(script, 'utf8') },
    { type: 'ESModule', path: 'setup.js', contents: `export default ${process.env.SETUP}` },
  ],
  compatibilityDate: '2026-04-01',
  compatibilityFlags,
  host: '127.0.0.1',
  port: 0,
  cf: false,
  handleRuntimeStdio: tell,
})
const { hostname, port } = await miniflare.ready
console.log(`listening on ${port} of ${hostname}`)
