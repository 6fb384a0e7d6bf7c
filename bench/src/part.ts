import type { Line } from './line.js'

/** How thoroughly to measure. */
export const PLANS = {
  /** Checks that the bench runs; its figures mean nothing. */
  short: {
    warmUp: 200,
    rounds: 3,
    copies: 1,
    slice: 2_000,
    quick: true,
    everyRuntime: false,
    socketRequests: 100,
    processes: 1,
    counted: 1e6,
  },
  quick: {
    warmUp: 8_000,
    rounds: 6,
    copies: 2,
    slice: 12_000,
    quick: true,
    everyRuntime: true,
    socketRequests: 1_000,
    processes: 5,
    counted: 1e8,
  },
  full: {
    warmUp: 40_000,
    rounds: 9,
    copies: 3,
    slice: 30_000,
    quick: false,
    everyRuntime: true,
    socketRequests: 2_000,
    processes: 15,
    counted: 1e8,
  },
} as const

export interface Plan {
  /** How many requests each variant answers before any of them counts. */
  readonly warmUp: number
  readonly rounds: number
  /** How many processes each variant has. */
  readonly copies: number
  /** About how long one variant runs in one round, in µs of CPU time. */
  readonly slice: number
  /** Leaves out the variants that nobody wants to wait for. */
  readonly quick: boolean
  /** Whether to measure on every runtime, or else on the newest Node alone. */
  readonly everyRuntime: boolean
  /** How many requests one variant gets in one round over sockets. */
  readonly socketRequests: number
  /** How many fresh processes measure what happens once per process. */
  readonly processes: number
  /** About how many instructions make a count. */
  readonly counted: number
  readonly frameworks: readonly string[]
}

/** What a part of the bench found. */
export interface Findings {
  /** What it ran on, where that is not the Node that runs the bench. */
  readonly on?: string
  /** How many processes each variant had, where that is more than one. */
  readonly copies?: number
  /** What the intervals are over, where that is not the rounds. */
  readonly over?: string
  readonly lines: readonly Line[]
}

/** A part of the bench: a table of its own in the terminal, in the JSON and in the documentation. */
export interface Part {
  readonly title: string
  /** Gets what it needs; if it may not, throws an error that says what to do. */
  readonly prepare?: () => void
  readonly run: (plan: Plan) => Promise<Findings>
}
