import { contract } from '@secure/adapter-contract'
import { harness50 } from '../src/fastify.js'

contract(harness50)
