import { contract } from '@secure/adapter-contract'
import { fetchHarness } from '../src/hono.js'

contract(fetchHarness)
