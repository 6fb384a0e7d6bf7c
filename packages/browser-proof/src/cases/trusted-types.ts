import { NONCE, SELF } from '@secure/core'
import { FRAMEWORKS } from '../adapters/index.js'
import type { Case } from '../case.js'

/** Script sinks, each given text that a visitor sent. */
const SINKS = {
  innerHTML: `document.body.innerHTML = '<img src=/none onerror="window.attacked = true">'`,
  outerHTML: `document.querySelector('p').outerHTML = '<img src=/none onerror="window.attacked = true">'`,
  insertAdjacentHTML: `document.body.insertAdjacentHTML('beforeend', '<img src=/none onerror="window.attacked = true">')`,
  'document.write': `document.write('<script>window.attacked = true</' + 'script>')`,
  'iframe.srcdoc': `document.body.append(Object.assign(document.createElement('iframe'), { srcdoc: '<script>parent.attacked = true</' + 'script>' }))`,
  'script.src': `document.body.append(Object.assign(document.createElement('script'), { src: '/uploaded.js' }))`,
  'script.text': `document.body.append(Object.assign(document.createElement('script'), { text: 'window.attacked = true' }))`,
  eval: `eval('window.attacked = true')`,
  setTimeout: `setTimeout('window.attacked = true')`,
} as const

const trustedTypes = {
  header: 'Content-Security-Policy',
  option: 'csp',
  attacked: 'window.attacked === true',
  works: 'window.works === true',
} as const

/** Script that gets into a page through its own code. */
export const TRUSTED_TYPES: readonly Case[] = [
  ...Object.entries(SINKS).map(
    ([sink, use], index): Case => ({
      ...trustedTypes,
      name: `text in ${sink}, under Trusted Types`,
      framework: FRAMEWORKS[index % FRAMEWORKS.length] as Case['framework'],
      policy: { csp: { 'require-trusted-types-for': "'script'" } },
      site: () => ({
        '/': `<body><p>text</p><script>window.works = true; ${use}</script>`,
        '/uploaded.js': { headers: { 'Content-Type': 'text/javascript' }, body: 'window.attacked = true' },
      }),
    }),
  ),
  {
    ...trustedTypes,
    name: 'a Trusted Types policy that lets everything pass',
    framework: 'express',
    policy: {
      csp: { 'script-src': [SELF, NONCE, "'unsafe-eval'"], 'trusted-types': ['app'], 'require-trusted-types-for': "'script'" },
    },
    control: { csp: { 'script-src': [SELF, NONCE, "'unsafe-eval'"], 'require-trusted-types-for': "'script'" } },
    site: () => ({
      '/': ({ nonce }) => `<body><script nonce="${nonce()}">window.works = true
        eval(trustedTypes.createPolicy('evil', { createScript: (text) => text }).createScript('window.attacked = true'))</script>`,
    }),
  },
]
