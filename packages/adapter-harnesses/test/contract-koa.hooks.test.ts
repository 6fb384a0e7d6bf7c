import { contract } from '@secure/adapter-contract'
import { harness } from '../src/koa.js'

contract(harness)
