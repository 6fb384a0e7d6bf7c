import { contract } from '@secure/adapter-contract'
import { fetchHarness1 } from '../src/hono.js'

contract(fetchHarness1)
