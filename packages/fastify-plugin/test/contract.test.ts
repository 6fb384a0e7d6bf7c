import { contract } from '@secure/adapter-contract'
import { harness } from './harness.js'

contract(harness)
