import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'

const csp = { mode: 'nonce', directives: { 'script-src': ['self'] } }
export default { plugins: [sveltekit({ adapter: adapter(), csp })] }
