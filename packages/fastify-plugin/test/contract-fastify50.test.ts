import { contract } from '@secure/adapter-contract'
import { harness50 } from './harness.js'

contract(harness50)
