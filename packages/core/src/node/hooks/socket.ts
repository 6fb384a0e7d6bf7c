import type * as net from 'node:net'

/**
 * Node's class of connections. Asked for, not imported: for an import, Node first makes a namespace of all the names of the
 * module, which takes a third of a millisecond of the ten that this package may take to load.
 */
export const { Socket } = process.getBuiltinModule('node:net')
export type Socket = net.Socket
