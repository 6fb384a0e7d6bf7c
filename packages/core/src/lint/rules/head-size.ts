import type { Rule } from '../rule.js'

/** Largest first. */
const BUDGETS = [
  { limit: 16_384, severity: 'high', message: 'over 16 KB, which CDNs and load balancers refuse.' },
  {
    limit: 8192,
    severity: 'medium',
    message: 'over 8 KB, which Apache refuses as a line and nginx on small machines as a head.',
  },
  { limit: 4096, severity: 'low', message: "over 4 KB, nginx's buffer for a head: a 502 answer is near." },
] as const

export const headSize: Rule<'low', 'medium' | 'high'> = {
  rule: 'head-size',
  severity: 'low',
  or: { medium: 'over 8 KB', high: 'over 16 KB' },
  reference: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffer_size',
  check: ({ fields, known }) => {
    const bytes = fields.reduce((sum, { name, value }) => sum + name.length + value.length + 4, 0)
    const budget = BUDGETS.find(({ limit }) => bytes > limit)
    if (budget === undefined) return []
    const largest = fields.reduce((a, b) => (b.value.length > a.value.length ? b : a))
    return [
      {
        header: largest.name,
        path: known.find(({ header }) => header === largest.name)?.path ?? `custom.${largest.name}`,
        message: `The policy takes ${bytes} bytes of every response: ${budget.message}`,
        fix: 'Shorten the longest header; name directories, not files, and drop what a fallback already says.',
        severity: budget.severity,
      },
    ]
  },
}
