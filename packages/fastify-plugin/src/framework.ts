import { type Framework, pathOf } from '@secure/core/node'
import type { FastifyRequest } from 'fastify'

export const fastify: Framework<FastifyRequest> = {
  isSecure: (request) => request.protocol === 'https',
  route: ({ method, routeOptions, url }) => `${method} ${routeOptions.url ?? pathOf(url)}`,
}
