import { NODES } from '@secure/programs'
import { contract } from '../src/contract.js'

contract({ name: 'astro', node: NODES[1], pages: ['/'], redirect: 302, data: [], reloads: true, missing: "default-src 'none'" })
