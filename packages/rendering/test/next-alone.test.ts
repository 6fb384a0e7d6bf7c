import { contract } from '../src/contract.js'

contract({
  name: 'next-alone',
  base: 'next',
  pages: ['/', '/old'],
  redirect: 307,
  // Next does not let its proxy know which requests are its scripts': these have a nonce too, which does nothing there.
  data: [],
  without: ['require-trusted-types-for', 'script-src-elem', 'trusted-types'],
})
