import { contract } from '@secure/adapter-contract'
import { installed, MINIFLARE } from '@secure/programs'
import { bundle } from '../src/bundle.js'
import { remoteHarness } from '../src/runtime.js'

const [script, folder] = await Promise.all([bundle('workerd'), installed('miniflare', MINIFLARE)])
const miniflare = new URL('../src/hosts/miniflare.mjs', import.meta.url).pathname

for (const flags of [[], ['nodejs_compat']]) {
  const name = ['hono on workerd', ...flags].join(' with ')
  contract(remoteHarness(name, async () => ({ command: process.execPath, args: [miniflare, folder, script, ...flags] })))
}
