import { readFile } from 'node:fs/promises'
import { sha256 } from '@secure/core'
import { NODES } from '@secure/programs'
import { expect, it } from 'vitest'
import { policy } from '../apps/sveltekit/policy.js'
import { contract } from '../src/contract.js'

contract({ name: 'sveltekit', node: NODES[1], pages: ['/'], redirect: 303, data: [{ path: '/__data.json' }] })

const ROOT = '@sveltejs/kit/src/runtime/components/root.svelte'

it('sveltekit › the policy allows the style of the element that announces pages', async () => {
  const root = await readFile(new URL(`../.cache/sveltekit/node_modules/${ROOT}`, import.meta.url), 'utf8')
  const [, style = ''] = /id="svelte-announcer".*?style="(.*?)"/s.exec(root) ?? []
  expect(policy.headers()['Content-Security-Policy']).toContain(`style-src-attr 'unsafe-hashes' ${sha256(style)}`)
})
