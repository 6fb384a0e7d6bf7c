import { contract } from '../src/contract.js'

contract({ name: 'astro', pages: ['/'], redirect: 302, data: [], reloads: true, missing: "default-src 'none'" })
