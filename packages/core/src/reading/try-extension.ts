import type { Extension } from '../decisions.js'
import { SecureHeadersError } from '../errors.js'
import { Header, type HeaderClass } from '../headers/header.js'
import { readOption } from './read-option.js'

/**
 * What the function makes of an untouched builder, or else of the one in force where that is known, so that a mistake in it shows
 * where it is declared. Nothing, where it fails on the untouched one but may still fit the policy in force.
 */
export function tryExtension(header: HeaderClass, extend: Extension, inForce: Header | undefined): readonly Header[] {
  const { prototype } = extend as { readonly prototype?: unknown }
  if (prototype instanceof Header) readOption(header, extend)
  let made: unknown
  try {
    made = extend(new header())
    return readOption(header, made)
  } catch (error) {
    if (inForce !== undefined) return readOption(header, extend(inForce.inherited()))
    if (error instanceof SecureHeadersError && mayFit(header, made, error)) return []
    throw error
  }
}

/** Whether it may fit: the policy in force may have more than what was taken away, and names of its own. */
function mayFit({ definition }: HeaderClass, made: unknown, { code, path, received }: SecureHeadersError): boolean {
  if (code === 'ERR_SECURE_MISSING')
    return path === 'remove' || (path === '' ? typeof made === 'object' : isBuilderAt(made, path))
  const isName = code === 'ERR_SECURE_UNKNOWN_DIRECTIVE' || code === 'ERR_SECURE_UNKNOWN_FEATURE'
  return isName && definition.several !== undefined && /^(?:remove|replace)$/.test(path) && /^"[a-z0-9_.*-]+"$/.test(received)
}

/** Whether it is a builder, which may be empty only because it is untouched, at a path such as `[0]`. */
function isBuilderAt(made: unknown, path: string): boolean {
  const [, index = ''] = /^\[(\d+)\]$/.exec(path) ?? []
  return Array.isArray(made) && made[Number(index)] instanceof Header
}
