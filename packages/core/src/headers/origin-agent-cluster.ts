import type { Option } from '../options.js'
import { type ValueDefinition, ValueHeader } from './value-header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Origin-Agent-Cluster: the page shares its process only with its own origin, where the browser can do that, and
     * `document.domain` cannot be set. Off by default; `true` sends `?1`.
     * @see https://html.spec.whatwg.org/multipage/browsers.html#origin-agent-cluster
     */
    originAgentCluster?: Option<OriginAgentCluster, Value> | undefined
  }
}

const VALUES = ['?1', '?0'] as const
type Value = (typeof VALUES)[number]

/**
 * Ask for a process that only this origin shares: untouched, it writes `?1`.
 *
 * @see https://html.spec.whatwg.org/multipage/browsers.html#origin-agent-cluster
 */
export class OriginAgentCluster extends ValueHeader<Value> {
  static readonly definition = {
    option: 'originAgentCluster',
    header: 'Origin-Agent-Cluster',
    onByDefault: false,
    knownAs: ['originIsolation'],
    default: '?1',
    values: VALUES,
  } as const satisfies ValueDefinition

  /** Ask for a process, or what is like one, that only this origin shares. */
  on(...none: []): OriginAgentCluster {
    return this.only('on', none, '?1')
  }

  /** Share with the whole site, as browsers used to. */
  off(...none: []): OriginAgentCluster {
    return this.only('off', none, '?0')
  }
}
