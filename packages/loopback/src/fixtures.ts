import { readFileSync } from 'node:fs'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url))

/** A certificate for localhost that no browser trusts. */
export const CREDENTIALS = { key: fixture('localhost.key'), cert: fixture('localhost.crt') }

/** The files under `/static`. */
export const FILES = new URL('../fixtures/files/', import.meta.url).pathname
