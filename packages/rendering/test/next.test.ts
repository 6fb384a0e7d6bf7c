import { contract } from '../src/contract.js'

contract({
  name: 'next',
  pages: ['/', '/old'],
  redirect: 307,
  data: [{ path: '/?_rsc', headers: { RSC: '1' } }],
  without: ['require-trusted-types-for', 'trusted-types'],
})
