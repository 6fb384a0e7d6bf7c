import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('isolation-incomplete', [
  ['an embedder policy alone', { coep: true }, 'info', 'coep'],
  ['an opener policy that keeps popups', { coep: true, coop: 'same-origin-allow-popups' }, 'info', 'coep'],
])

leavesAlone('isolation-incomplete', [
  ['an embedder policy beside an opener policy', { coep: true, coop: true }],
  ['an embedder policy beside what isolates by itself', { coep: true, documentIsolation: 'isolate-and-require-corp' }],
  ['an embedder policy that asks for nothing', { coep: 'unsafe-none' }],
  ['an opener policy that reports', { coep: true, coop: { policy: 'same-origin', reportTo: 'a' } }],
])
