import { join } from 'node:path'
import { installed } from './npm.js'
import { BUN, DENO } from './versions.js'

/** What runs a script: the script's path goes after the arguments. */
export interface Program {
  readonly command: string
  readonly args: readonly string[]
}

/** A Node of this version for this machine. */
export async function node(version: string): Promise<Program> {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  return { command: join(await installed(`node-${platform}-${process.arch}`, version), 'bin/node'), args: [] }
}

export async function bun(): Promise<Program> {
  return { command: join(await installed('bun', BUN), 'bin/bun.exe'), args: [] }
}

/** Deno as it runs a script of this repository: with its dependencies, and allowed whatever it asks for. */
export async function deno(): Promise<Program> {
  const args = ['run', '--allow-all', '--no-lock', '--node-modules-dir=manual']
  return { command: join(await installed('deno', DENO), 'deno'), args }
}
