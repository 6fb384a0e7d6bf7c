import { NODES } from '@secure/programs'
import { contract } from '../src/contract.js'

contract({ name: 'react-router', node: NODES[1], pages: ['/'], redirect: 302, data: [{ path: '/_.data' }] })
