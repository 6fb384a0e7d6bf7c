import { contract } from '@secure/adapter-contract'
import { BUN, bun } from '@secure/programs'
import { bundle } from '../src/bundle.js'
import { remoteHarness } from '../src/runtime.js'

const [script, { command, args }] = await Promise.all([bundle('bun'), bun()])

contract(remoteHarness(`hono on Bun ${BUN}`, async () => ({ command, args: [...args, script] })))
