import { compare } from './goals.js'
import { measure } from './measure.js'
import type { Part } from './part.js'
import { FRAMEWORKS } from './variants.js'

/** Real requests and responses of Node over a socket that takes everything. */
export const inProcess: Part = {
  title: 'In process',
  about: `What a policy adds to a request, in CPU time over a no-op middleware, as a share of what the usual middleware of the framework adds for the
same twelve headers in the same run: real requests and responses of Node over a socket that takes everything, each app in a process of its own.
Up to Node 22, Express takes ten times as long for a request as the others and drowns what is added: the instructions below decide, and the
clock of a newer Node. "Whole request"
compares whole requests; the 8 KB of a long policy cost by themselves, whoever writes them, so the goal is set against the same bytes without
any check ([decision 028](decisions/028-what-a-goal-is-set-against.md)). "Floor / peer" is the bytes of the twelve headers by themselves: a share that no
policy of theirs can be below. "Strict" is the set of that name with a nonce, against the peer that sends the same: what that has no option for is
set by hand beside it.

Peers: helmet 8.3 (node, express), koa-helmet 9, @fastify/helmet 13, hono's secureHeaders, nosecone 1.5.`,
  run: async (plan) => {
    const lines = []
    for (const framework of FRAMEWORKS) {
      if (!plan.frameworks.includes(framework)) continue
      console.error(`measuring ${framework} …`)
      lines.push(...compare(framework, await measure(framework, plan)))
    }
    return { copies: plan.copies, lines }
  },
}
