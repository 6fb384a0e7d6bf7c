import { contract } from '@secure/adapter-contract'
import { DENO, deno } from '@secure/programs'
import { bundle } from '../src/bundle.js'
import { remoteHarness } from '../src/runtime.js'

const [script, { command, args }] = await Promise.all([bundle('deno'), deno()])

contract(remoteHarness(`hono on Deno ${DENO}`, async () => ({ command, args: [...args, script] })))
