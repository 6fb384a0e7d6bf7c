/** Names of what governs scripts of every kind. */
export const SCRIPTS = ['script-src', 'script-src-elem', 'script-src-attr']
/** Names of what governs inline scripts: of elements and of handlers. */
export const INLINE = ['script-src-elem', 'script-src-attr']
/** What governs inline scripts or styles, by its name. */
export const TAKES_INLINE = /^(?:default-src|(?:script|style)-src(?:-elem|-attr)?)$/
