import type { Harness } from '@secure/adapter-contract'
import { harness as express } from './express.js'
import { harness as fastify } from './fastify.js'
import { fetchHarness, nodeHarness } from './hono.js'
import { harness as koa } from './koa.js'

/** The newest line of every framework: the columns of docs/promises.md. */
export const HARNESSES: readonly Harness[] = [express, koa, fastify, nodeHarness, fetchHarness]
