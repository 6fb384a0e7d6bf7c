import { contract } from '../src/contract.js'

contract({ name: 'honox', pages: ['/'], redirect: 302, data: [], reloads: true })
