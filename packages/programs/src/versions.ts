/** Every version that is tried; the first Node is the oldest that is supported. */
export const NODES = ['20.19.0', '22.23.3', '24.9.0', '26.9.0'] as const
export const BUN = '1.4.5'
export const DENO = '2.9.5'
/** It brings workerd along; newer ones need Node 22 themselves. */
export const MINIFLARE = '4.20260426.0'
export const TYPESCRIPTS = ['5.4.5', '5.9.3', '6.0.3', '7.0.2'] as const
/** What it brings along asks for newer versions of Node than the project does, without needing them. */
export const STRYKER = '9.6.1'
