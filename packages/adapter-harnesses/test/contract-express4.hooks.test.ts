import { contract } from '@secure/adapter-contract'
import { harness4 } from '../src/express.js'

contract(harness4)
