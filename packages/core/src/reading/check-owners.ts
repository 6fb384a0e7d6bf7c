import type { Override } from '../decisions.js'
import { SecureHeadersError } from '../errors.js'
import { namesOf } from '../fields-of.js'
import { HEADER_CLASSES } from '../header-classes.js'
import type { Header } from '../headers/header.js'
import { readOption } from './read-option.js'

/**
 * One header, one place: `custom` and `remove` leave alone what an option beside them sends, and `remove` what `custom` sends.
 * What the defaults send is beside them in a whole policy only: to an override, it is the outer policy's. But what goes with
 * another header (Pragma, Expires) is never decided without that one.
 */
export function checkOwners(
  decisions: Override,
  by: 'option' | 'override',
  tried: ReadonlyMap<string, readonly Header[]>,
  remove: readonly string[] = [],
): void {
  const { headers } = decisions
  const { custom } = headers
  const builders = typeof custom === 'function' ? tried.get('custom') : custom?.builders
  const claims = [
    ...namesOf(builders ?? []).map((name) => [`custom.${name}`, name] as const),
    ...remove.map((name, index) => [`remove[${index}]`, name] as const),
  ]
  if (claims.length === 0) return
  const owners = new Map<string, string>()
  const followers = new Map<string, string>()
  for (const header of HEADER_CLASSES) {
    const { option, onByDefault, header: name } = header.definition
    const decision = headers[option]
    if (option === 'custom') continue
    const byDefault = onByDefault ? readOption(header, true) : []
    const sent = typeof decision === 'function' ? (tried.get(option) ?? []) : (decision?.builders ?? byDefault)
    for (const field of sent.flatMap((builder) => builder.fields())) {
      if (field.follows !== undefined) followers.set(field.name.toLowerCase(), option)
      else if (by === 'option' || decision !== undefined) owners.set(field.name.toLowerCase(), option)
    }
    if (decision === undefined && decisions.buildersOf(header).length > 0) owners.set(name.toLowerCase(), 'reporting')
  }
  for (const [path, name] of claims) {
    const isRemoval = path.startsWith('remove')
    const owner = owners.get(name.toLowerCase())
    // Only the policy in force can tell what a function meets.
    const leader = typeof custom === 'function' && !isRemoval ? undefined : followers.get(name.toLowerCase())
    if (owner === undefined && leader === undefined) {
      // A name may be stripped twice.
      if (!isRemoval) owners.set(name.toLowerCase(), path)
      continue
    }
    throw new SecureHeadersError({
      code: 'ERR_SECURE_DUPLICATE',
      path,
      expected: `a header that the option ${owner ?? leader} does not send`,
      received: name,
      fix:
        owner === undefined
          ? `Write ${leader} beside it, with a value: only its default brings ${name} along.`
          : `Set ${owner}: false first, or use ${owner} alone.`,
    })
  }
}
