import { contract } from '../src/contract.js'

contract({ name: 'react-router', pages: ['/'], redirect: 302, data: [{ path: '/_root.data' }] })
