import { contract } from '../src/contract.js'

contract({ name: 'astro', pages: ['/'], redirect: 302, data: [], missing: "default-src 'none'" })
