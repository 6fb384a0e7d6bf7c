import { build, type Plugin } from 'esbuild'

const here = (path: string) => new URL(path, import.meta.url).pathname

/** The contract's hono app with a runtime's host around it, or a script that uses the core, as one file. */
export async function bundle(runtime: 'bun' | 'deno' | 'workerd' | 'core'): Promise<string> {
  const outfile = here(`../.cache/hosts/${runtime}.mjs`)
  // Bun and Deno find the packages by their own rules; for workerd, everything goes into one file, as wrangler does it.
  const external = runtime === 'workerd' ? [] : ['@secure/core', '@secure/hono-middleware', 'hono', 'node:*']
  await build({
    entryPoints: [here(`./hosts/${runtime}.ts`)],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: runtime === 'workerd' ? ['workerd', 'worker', 'import'] : [],
    external: [...external, './setup.js'],
    plugins: [withoutNode],
    logLevel: 'error',
  })
  return outfile
}

/** The app imports helpers for Node. */
const withoutNode: Plugin = {
  name: 'without Node',
  setup({ onResolve }) {
    onResolve({ filter: /^(?:@secure\/(?:adapter-contract|loopback)|@hono\/node-server\/.*)$/ }, () => ({
      path: here('./hosts/absent.ts'),
    }))
  },
}
