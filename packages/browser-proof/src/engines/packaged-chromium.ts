import { existsSync, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Credentials } from '../site/credentials.js'
import { chromium } from './chromium.js'
import type { Launch } from './engine.js'

/** Where it is unpacked, once per checkout: its own choice is /tmp, which the users of a machine share. */
const FOLDER = new URL('../../.chromium/', import.meta.url).pathname

/** The Chromium of an npm package: no root, no apt. */
export function packagedChromium(): Launch<Pick<Credentials, 'pin'>> {
  return async (credentials) => {
    const executable = await unpack()
    const libraries = join(FOLDER, 'al2023', 'lib')
    const environment = existsSync(libraries)
      ? { LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter) }
      : {}
    return chromium(executable, environment)(credentials)
  }
}

async function unpack(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`@sparticuz/chromium is for Linux on x64, and this is ${process.platform} on ${process.arch}.`)
  }
  mkdirSync(FOLDER, { recursive: true })
  const { TMPDIR } = process.env
  // Tells the package that it is on a bare machine, so that it brings NSS along.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x'
  process.env.TMPDIR = FOLDER
  try {
    const { default: packaged } = await import('@sparticuz/chromium')
    return await packaged.executablePath()
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  }
}
