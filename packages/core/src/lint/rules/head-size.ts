import type { Rule } from '../rule.js'

/** Largest first. The limits of servers are for the whole head, which also has a status line, cookies and the like. */
const BUDGETS = [
  {
    limit: 14_336,
    severity: 'high',
    message: 'over 14 KB, with which a head is too large for HAProxy, CDNs and load balancers.',
  },
  {
    limit: 8192,
    severity: 'medium',
    message:
      'over 8 KB, which nginx refuses as a head even with twice its buffer; Apache and Varnish refuse a single line of that length.',
  },
  {
    limit: 3584,
    severity: 'low',
    message: "over 3.5 KB. With the rest of a head, that is more than nginx's buffer of 4 KB, and it answers 502.",
  },
] as const

export const headSize: Rule<'low', 'medium' | 'high'> = {
  rule: 'head-size',
  severity: 'low',
  or: { medium: 'over 8 KB', high: 'over 14 KB' },
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
        fix: 'Shorten the longest header: name directories (with their final slash), not files, and drop what a fallback already says; or raise proxy_buffer_size.',
        severity: budget.severity,
      },
    ]
  },
}
