import { join } from 'node:path'
import { contract } from '@secure/adapter-contract'
import { bundle } from '../src/bundle.js'
import { installed } from '../src/installed.js'
import { remoteHarness } from '../src/runtime.js'
import { DENO } from '../src/versions.js'

const [script, folder] = await Promise.all([bundle('deno'), installed('deno', DENO)])
const args = ['run', '--allow-all', '--no-lock', '--node-modules-dir=manual', script]

contract(remoteHarness(`hono on Deno ${DENO}`, async () => ({ command: join(folder, 'deno'), args })))
