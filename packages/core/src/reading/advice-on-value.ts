/** What to do about values that other libraries take, or that are often found, by option. */
const ADVICE: Readonly<Record<string, readonly [wrong: RegExp, advice: string]>> = {
  cache: [/;/, 'Separate directives by commas.'],
  hsts: [/,|\d\s+[a-z]/i, 'Separate directives by semicolons.'],
  xfo: [/^(?:allow(?:all)?|none|goforit|\*)$/i, 'Use false, and frame-ancestors in csp for who may frame the page.'],
  xxp: [/^0/, "Write '0' by itself."],
}

/** What helmet wraps values in that stand by themselves here. */
const WRAPPERS = ['action', 'policy', 'allow', 'permittedPolicies']

/** What to do about a value that a header refuses, where more is known than the header's own error says. */
export function adviceOnValue(option: string, value: string | object): string | undefined {
  if (typeof value === 'string') {
    const [wrong, advice] = ADVICE[option] ?? []
    return wrong?.test(value) ? advice : undefined
  }
  if (option === 'hsts' && Object.hasOwn(value, 'setIf')) return 'Use secureOnly: true.'
  const wrapper =
    /^(?:xfo|referrer|corp|dnsPrefetch|crossDomain)$/.test(option) && WRAPPERS.find((key) => Object.hasOwn(value, key))
  return wrapper ? `Write the value itself, without ${wrapper}.` : undefined
}
