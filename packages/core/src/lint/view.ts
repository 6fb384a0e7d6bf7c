import type { Decisions } from '../decisions.js'
import { HEADER_CLASSES } from '../header-classes.js'
import { ContentSecurityPolicy } from '../headers/content-security-policy.js'
import { fallbacksOf } from '../headers/csp-directives.js'
import { CustomHeaders } from '../headers/custom-headers.js'
import { type Field, type Header, type HeaderClass, wireNames } from '../headers/header.js'
import { PermissionsPolicy } from '../headers/permissions-policy.js'
import type { Member } from '../structured-field.js'
import { readable, readDictionary } from './as-browsers-read.js'
import { CspView } from './csp-view.js'
import { onePerPlace, type Picked, type Predicate } from './picked.js'
import { INLINE } from './script-directives.js'

/** A policy as rules look at it. */
export class View {
  readonly fields: readonly Field[]
  readonly csp: readonly CspView[]
  /** The policies that protect: the enforced ones, or, where there are none, the ones that are only watched. */
  readonly protecting: readonly CspView[]

  constructor(readonly decisions: Decisions) {
    this.fields = decisions.fields
    this.csp = [
      ...this.sent(ContentSecurityPolicy).map(({ builder, path }) => CspView.of(builder, path)),
      ...this.custom.flatMap((field) => CspView.ofCustom(field)),
    ]
    const enforced = this.csp.filter(({ reportOnly }) => !reportOnly)
    this.protecting = enforced.length > 0 ? enforced : this.csp
  }

  /** What is sent by name, without a builder of its own. */
  get custom(): readonly Field[] {
    return this.sent(CustomHeaders).flatMap(({ builder }) => builder.fields())
  }

  /** Every header that an option is about, including one that is sent by name. */
  get known(): readonly KnownField[] {
    const names = HEADER_CLASSES.flatMap(({ definition }) => wireNames(definition))
    return [
      ...HEADER_CLASSES.filter((header) => header !== CustomHeaders)
        .flatMap((header) => this.sent(header))
        .flatMap(({ builder, path }) => builder.fields().map(({ name, value }) => ({ header: name, path, value }))),
      ...this.custom.flatMap(({ name, value }) => {
        const header = names.find((known) => known.toLowerCase() === name.toLowerCase())
        return header === undefined ? [] : [{ header, path: `custom.${name}`, value }]
      }),
    ]
  }

  /** Whether scripts run at all, which an enforced sandbox forbids unless it says otherwise. */
  get runsScripts(): boolean {
    return !this.csp.some((policy) => policy.forbids('allow-scripts'))
  }

  /** Whether a policy allows nothing of what this name governs. */
  closes(name: string): boolean {
    return this.protecting.some((policy) => policy.closes(name))
  }

  /** Whether any script runs: not in a sandbox without them, nor where neither elements nor handlers are allowed. */
  get hasScripts(): boolean {
    return this.runsScripts && !INLINE.every((name) => this.closes(name))
  }

  /** Whether any policy is about what a page loads: one of frame-ancestors or the like alone leaves it as no policy at all does. */
  get restrictsLoading(): boolean {
    const isFetch = (name: string) => name === 'default-src' || fallbacksOf(name).length > 0
    return this.protecting.some(({ directives }) => [...directives.keys()].some(isFetch))
  }

  /** The field value, where the header is sent. */
  value({ definition: { header } }: HeaderClass): string | undefined {
    return this.fields.find(({ name }) => name.toLowerCase() === header.toLowerCase())?.value
  }

  /** Whether HSTS is withheld from plain HTTP. */
  get isSecureOnly(): boolean {
    return this.fields.some(({ secureOnly }) => secureOnly)
  }

  /** What is missing in every protecting policy, because each of them must allow what is loaded: reported for the first. */
  missing(isThere: (policy: CspView) => boolean): readonly CspView[] {
    return this.protecting.some(isThere) ? [] : this.protecting.slice(0, 1)
  }

  /**
   * Weak sources of what is governed by these names. A page loads what all protecting policies allow: a policy that governs the
   * same name, and is not `open` there, makes up for the others.
   */
  weak(names: readonly string[], isWeak: Predicate, isOpen: Predicate = isWeak): readonly Picked[] {
    const asked = names.filter((name) => this.runsScripts || !/^(?:script|object)-src/.test(name))
    const found = asked.flatMap((name) => {
      const governing = this.protecting.flatMap((policy) => {
        const place = policy.governing(name)
        return place === undefined ? [] : [{ policy, place }]
      })
      if (governing.some(({ place }) => !place.sources.some((source) => isOpen(source, place.sources)))) return []
      return governing.flatMap(({ policy, place }) => policy.pick([place], isWeak))
    })
    return onePerPlace(found)
  }

  /**
   * Weak sources of what governs scripts under these names, and those of a script-src that script-src-elem and script-src-attr
   * overrule: browsers before 2022 do not know these.
   */
  weakForScripts(names: readonly string[], isWeak: Predicate, isOpen: Predicate = isWeak): readonly Picked[] {
    const found = this.weak(names, isWeak, isOpen)
    const overruled = this.weak(['script-src'], isWeak, isOpen).filter(({ path }) => !found.some((one) => one.path === path))
    return [...found, ...overruled.map((picked) => ({ ...picked, isOverruled: true }))]
  }

  /** Every Permissions-Policy, including one that is sent by name, with what browsers read in it. */
  get permissions(): readonly PermissionsView[] {
    const named = this.known.filter(({ header }) => header.startsWith(PermissionsPolicy.definition.header))
    return named.flatMap(({ header, value, path }) => {
      return readable((text) => [{ header, path, features: readDictionary(text) }], value)
    })
  }

  /** The builders of a header, each with the path of its option. */
  sent(header: HeaderClass): readonly SentBuilder[] {
    const builders = this.decisions.buildersOf(header)
    const { option } = header.definition
    return builders.map((builder, index) => ({ builder, path: builders.length < 2 ? option : `${option}[${index}]` }))
  }
}

/** The header and the option of a class, as a finding names them. */
export function placeOf({ definition: { header, option } }: HeaderClass): { readonly header: string; readonly path: string } {
  return { header, path: option }
}

/** One header as it is sent, under the name that its option has. */
export interface KnownField {
  readonly header: string
  readonly path: string
  readonly value: string
}

/** One Permissions-Policy, with one member per feature. */
export interface PermissionsView {
  readonly header: string
  readonly path: string
  readonly features: ReadonlyMap<string, Member>
}

/** One builder of a policy, and the option that it was given by. */
export interface SentBuilder {
  readonly builder: Header
  readonly path: string
}
