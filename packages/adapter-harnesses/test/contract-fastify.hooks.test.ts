import { contract } from '@secure/adapter-contract'
import { harness } from '../src/fastify.js'

contract(harness)
