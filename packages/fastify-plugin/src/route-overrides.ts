import { compileOverride, type Layer, type OverrideOptions, SecureHeadersError } from '@secure/core'
import type { FastifyInstance, RouteOptions } from 'fastify'

/** Where a route keeps its override. */
const OVERRIDE = Symbol('secure.override')

interface Override {
  layer?: Layer
}

type Route = RouteOptions & { readonly secure?: OverrideOptions | false }

let anyRead = false

/** Whether any route has an override: to ask Fastify for a route's options makes an object. */
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
      override.layer = compileOverride(known ?? {})
      anyRead = true
    }
    read()
    route.config = { ...route.config, [OVERRIDE]: override } as NonNullable<Route['config']>
    rereads.push(() => {
      read()
      if (override.layer !== undefined && !(route.config && OVERRIDE in route.config)) throw configReplaced(route)
    })
  })
  instance.addHook('onReady', (done) => {
    for (const reread of rereads.splice(0)) reread()
    done()
  })
}

function configReplaced({ method, url, config }: Route): SecureHeadersError {
  return new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    path: `${method} ${url}`,
    expected: 'a config that this plugin has added to',
    received: config,
    fix: 'An onRoute hook has replaced it, and the override with it: route.config = { ...route.config, … } adds to it.',
  })
}

/** The override of a route, by its `config`. */
export function overrideOf(config: unknown): Layer | undefined {
  return (config as { [OVERRIDE]?: Override } | undefined)?.[OVERRIDE]?.layer
}
