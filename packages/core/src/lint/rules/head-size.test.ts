import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { strict } from '../../presets/index.js'

speaksOf('head-size', [
  ['more than 3.5 KB', { csp: { 'img-src': [`a.example/${'x'.repeat(3584)}`] } }, 'low', 'csp'],
  ['more than 8 KB', { csp: { 'img-src': [`a.example/${'x'.repeat(8192)}`] } }, 'medium', 'csp'],
  ['more than 14 KB', { csp: { 'img-src': [`a.example/${'x'.repeat(14_336)}`] } }, 'high', 'csp'],
  ['a header that no option is about', { custom: { 'X-Note': 'x'.repeat(4096) } }, 'low', 'custom.X-Note'],
])

leavesAlone('head-size', [
  ['the strict preset', strict],
  ['3.5 KB in all', { csp: { 'img-src': [`a.example/${'x'.repeat(3100)}`] } }],
])
