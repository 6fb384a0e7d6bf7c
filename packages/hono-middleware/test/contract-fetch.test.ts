import { contract } from '@secure/adapter-contract'
import { fetchHarness } from './harness.js'

contract(fetchHarness)
