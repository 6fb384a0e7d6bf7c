import { contract } from '../src/contract.js'

contract({ name: 'next', pages: ['/', '/old'], redirect: 307, data: [{ path: '/?_rsc=1', headers: { RSC: '1' } }] })
