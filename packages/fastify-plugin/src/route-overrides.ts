import { compileOverride, type Layer, type OverrideOptions, SecureHeadersError } from '@secure/core'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { atRoute } from './at-route.js'

/** Where a route keeps its override. */
const OVERRIDE = Symbol('secure.override')

interface Override {
  layer?: Layer
}

type Given = RouteOptions['secure']

let anyRead = false

/** Whether any route has an override: asking Fastify for a route's options makes an object. */
export function hasOverrides(): boolean {
  return anyRead
}

/**
 * Reads the override of every route that is declared from now on: at once, so that a mistake shows where it is, and again when all
 * are known, because an `onRoute` hook of an inner scope is the way to give an option to the routes of somebody else's plugin.
 */
export function readOverrides(instance: FastifyInstance): void {
  const rereads: (() => void)[] = []
  instance.addHook('onRoute', (route) => {
    const override: Override = {}
    let known: Given
    const read = () => {
      const [place, given] = givenTo(route)
      if (given === known) return
      known = given
      override.layer = atRoute(route, place, () => compileOverride(checkShape(given === undefined ? {} : given)))
      anyRead = true
    }
    read()
    route.config = { ...route.config, [OVERRIDE]: override } as NonNullable<RouteOptions['config']>
    rereads.push(() => {
      read()
      if (override.layer !== undefined) atRoute(route, 'config', () => refuseReplaced(route.config))
    })
  })
  instance.addHook('onReady', (done) => {
    for (const reread of rereads.splice(0)) reread()
    done()
  })
}

/** What a route is given, and where it stands: frameworks on top of Fastify hand on `config` alone. */
function givenTo(route: RouteOptions): [place: 'secure' | 'config.secure', given: Given] {
  const { secure, config } = route
  if (config?.secure === undefined) return ['secure', secure]
  if (secure !== undefined) atRoute(route, 'config.secure', () => refuseBoth(config.secure))
  return ['config.secure', config.secure]
}

function refuseBoth(received: unknown): never {
  throw new SecureHeadersError({
    code: 'ERR_SECURE_DUPLICATE',
    expected: "nothing beside the route's secure",
    received,
    fix: 'Keep one of them.',
  })
}

function checkShape(override: OverrideOptions | boolean): OverrideOptions | false {
  if (override !== true) return override
  throw new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    expected: 'an options object or false',
    received: override,
    fix: 'Leave it out, or write false.',
  })
}

function refuseReplaced(config: unknown): void {
  if (config && OVERRIDE in (config as object)) return
  throw new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    expected: 'what this plugin has added to',
    received: config,
    fix: 'An onRoute hook has replaced it, and the override with it: route.config = { ...route.config, … } adds to it.',
  })
}

/** The override of a route, by its `config`. */
export function overrideOf(config: unknown): Layer | undefined {
  return (config as { [OVERRIDE]?: Override } | undefined)?.[OVERRIDE]?.layer
}
