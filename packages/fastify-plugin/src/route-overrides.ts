import { compileOverride, type Layer, type OverrideOptions, SecureHeadersError } from '@secure/core'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { atRoute } from './at-route.js'

/** Where a route keeps its override. */
const OVERRIDE = Symbol('secure.override')

interface Override {
  layer?: Layer
}

type Route = RouteOptions & { readonly secure?: OverrideOptions | false }

let anyRead = false

/** Whether any route has an override: asking Fastify for a route's options makes an object. */
export function hasOverrides(): boolean {
  return anyRead
}

/**
 * Reads the option `secure` of every route that is declared from now on: at once, so that a mistake shows where it is, and again
 * when all are known, because an `onRoute` hook of an inner scope is the way to give an option to the routes of somebody else's
 * plugin.
 */
export function readOverrides(instance: FastifyInstance): void {
  const rereads: (() => void)[] = []
  instance.addHook('onRoute', (route: Route) => {
    const override: Override = {}
    let known: Route['secure']
    const read = () => {
      if (route.secure === known) return
      known = route.secure
      override.layer = atRoute(route, 'secure', () => compileOverride(checkShape(known ?? {})))
      anyRead = true
    }
    read()
    route.config = { ...route.config, [OVERRIDE]: override } as NonNullable<Route['config']>
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
