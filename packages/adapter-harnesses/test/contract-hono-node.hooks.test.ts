import { contract } from '@secure/adapter-contract'
import { nodeHarness } from '../src/hono.js'

contract(nodeHarness)
