/** `scriptSrc` → `script-src`, as a type. */
export type Kebab<Name extends string> = Name extends `${infer Head}${infer Tail}`
  ? Head extends Lowercase<Head>
    ? `${Head}${Kebab<Tail>}`
    : `-${Lowercase<Head>}${Kebab<Tail>}`
  : Name

/** `scriptSrc` → `script-src`: a table is keyed by the names of its methods, and the wire uses the other spelling. */
export function kebab<Name extends string>(name: Name): Kebab<Name> {
  return name.replace(/[A-Z]/g, '-$&').toLowerCase() as Kebab<Name>
}
