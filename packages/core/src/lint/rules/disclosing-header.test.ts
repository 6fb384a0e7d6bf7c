import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { balanced, owasp } from '../../presets/index.js'

speaksOf('disclosing-header', [
  ['a version by name', { custom: { 'X-AspNet-Version': '4.0.30319' } }, 'info', 'custom.X-AspNet-Version'],
  ['a generator, whatever the case', { custom: { 'x-generator': 'Drupal 10' } }, 'info', 'custom.x-generator'],
  ['a framework by name', { remove: [], custom: { 'X-Powered-By': 'PHP/8.1.2' } }, 'info', 'custom.X-Powered-By'],
  ['a list of removals without the default', { remove: ['Server'] }, 'info', 'remove'],
  ['removals that are switched off', { remove: false }, 'info', 'remove'],
])

leavesAlone('disclosing-header', [
  ['the default', {}],
  ['a preset', balanced],
  ['a preset that strips them all', owasp],
  ['a list with the default, whatever the case', { remove: ['server', 'x-powered-by'] }],
  ['another header by name', { custom: { 'X-Robots-Tag': 'noindex' } }],
  ['Server, which server-named speaks of', { custom: { Server: 'nginx/1.27.0' } }],
])
