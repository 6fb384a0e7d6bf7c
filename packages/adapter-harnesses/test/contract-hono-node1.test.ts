import { contract } from '@secure/adapter-contract'
import { nodeHarness1 } from '../src/hono.js'

contract(nodeHarness1)
