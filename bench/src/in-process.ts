import { compare } from './goals.js'
import { measure } from './measure.js'
import type { Part } from './part.js'
import { FRAMEWORKS } from './variants.js'

/** Real requests and responses of Node over a socket that takes everything. */
export const inProcess: Part = {
  title: 'In process',
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
