import adapter from '@sveltejs/adapter-node'

const csp = { mode: 'nonce', directives: { 'script-src': ['self'] } }
export default { kit: { adapter: adapter(), csp } }
