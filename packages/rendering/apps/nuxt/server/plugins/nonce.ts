export default defineNitroPlugin((app) => {
  app.hooks.hook('render:html', (html, { event }) => {
    const nonce = event.node.req.headers['x-nonce']
    if (nonce === undefined) return
    const add = (part: string) => part.replace(/<(script|style|link)\b/g, `<$1 nonce="${nonce}"`)
    for (const key of ['head', 'bodyPrepend', 'bodyAppend'] as const) html[key] = html[key].map(add)
  })
})
