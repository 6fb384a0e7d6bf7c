import { OutgoingMessage } from 'node:http'
import { sharesHiddenClasses } from './hidden-classes.js'

/** Node's record of the headers that were set: lower-case name → [name, value]. */
export type HeaderRecord = Record<string, [name: string, value: unknown]>

type Recorded = Record<symbol, HeaderRecord | null | undefined>

/** Where Node keeps the record; found by what is in it, because the symbol has no public name. */
const RECORD = find()

/** Whether this version of Node keeps its record as earlier ones do: only then does {@link recordOf} give one. */
export const recordIsKnown = RECORD !== undefined

function find(): symbol | undefined {
  try {
    const message = new OutgoingMessage()
    message.setHeader('X-Set', 'a')
    return Object.getOwnPropertySymbols(message).find((symbol) => {
      const record = (message as unknown as Recorded)[symbol]
      if (record?.['x-set']?.join() !== 'X-Set,a') return false
      record['x-put'] = ['X-Put', 'b']
      return message.getHeader('X-Put') === 'b'
    })
  } catch {
    return undefined
  }
}

/**
 * The record, once a header has been set. Node compares it by identity, so it must be told apart from an object that only looks
 * like it.
 */
export function recordOf(response: object): HeaderRecord | null | undefined {
  return (response as Recorded)[RECORD as symbol]
}

/** Leaves a response without a record again: where there is one, Node merges it with what `writeHead` is given. */
export function loseRecord(response: object): void {
  ;(response as Recorded)[RECORD as symbol] = null
}

/** {@link recordOf} of a response whose prototype was swapped. */
export function recordOfSwapped(response: object): HeaderRecord | null | undefined {
  return sharesHiddenClasses ? recordOf(response) : Reflect.get(response, RECORD as symbol)
}
