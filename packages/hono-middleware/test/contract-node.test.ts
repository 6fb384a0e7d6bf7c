import { contract } from '@secure/adapter-contract'
import { nodeHarness } from './harness.js'

contract(nodeHarness)
