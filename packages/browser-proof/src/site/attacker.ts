import { type Routes, script } from './site.js'

/** The smallest image there is. */
export const PIXEL = {
  headers: { 'Content-Type': 'image/gif', 'Cache-Control': 'no-store' },
  body: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
}

const OPEN = { 'Access-Control-Allow-Origin': '*' }

/** What every attacker has. */
export const ATTACKER: Routes = {
  '/': 'the attacker',
  '/evil.js': { ...script('globalThis.attacked = true'), headers: { 'Content-Type': 'text/javascript', ...OPEN } },
  '/pixel': PIXEL,
  '/steal': { headers: { 'Content-Type': 'text/plain', ...OPEN }, body: 'thanks' },
}
