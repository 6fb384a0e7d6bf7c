import { join } from 'node:path'
import { contract } from '@secure/adapter-contract'
import { bundle } from '../src/bundle.js'
import { installed } from '../src/installed.js'
import { remoteHarness } from '../src/runtime.js'
import { BUN } from '../src/versions.js'

const [script, folder] = await Promise.all([bundle('bun'), installed('bun', BUN)])

contract(remoteHarness(`hono on Bun ${BUN}`, async () => ({ command: join(folder, 'bin/bun.exe'), args: [script] })))
