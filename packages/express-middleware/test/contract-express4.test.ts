import { contract } from '@secure/adapter-contract'
import { harness4 } from './harness.js'

contract(harness4)
