import { contract } from '@secure/adapter-contract'
import { harness } from '../src/express.js'

contract(harness)
