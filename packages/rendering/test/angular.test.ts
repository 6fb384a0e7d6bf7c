import { NODES } from '@secure/programs'
import { contract } from '../src/contract.js'

contract({ name: 'angular', node: NODES[1], pages: ['/'], redirect: 302, data: [] })
