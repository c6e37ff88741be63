/** What a command has around it, as a value: streams, environment variables and signals; those of the process unless another is given. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'

import { chunksOf } from '../edges/files.js'

/** What a command reads from. */
export type Input = Readable & { readonly isTTY?: boolean }

/** What a command writes to. **Units** `columns` in characters. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/** The surroundings of one command. */
export interface Terminal {
  readonly input: Input
  readonly output: Output
  readonly errors: Output
  readonly env: Readonly<Record<string, string | undefined>>
  /** Emits `SIGINT` and `SIGTERM`. */
  readonly signals: EventEmitter
  /** Ends the command at once, whatever is still under way. */
  readonly exit: (code: number) => void
}

const ofProcess: Terminal = {
  // Node opens a standard stream when it is first asked for.
  get input() {
    return process.stdin
  },
  get output() {
    return process.stdout
  },
  get errors() {
    return process.stderr
  },
  env: process.env,
  signals: process,
  exit: (code) => process.exit(code),
}

const given = new AsyncLocalStorage<Terminal>()

/** The surroundings of the command that runs. */
export const terminal = (): Terminal => given.getStore() ?? ofProcess

/** Runs work, and all that follows from it, with surroundings of its own: several commands may run in one process. */
export const within: <A>(surroundings: Terminal, work: () => A) => A = (surroundings, work) =>
  given.run(surroundings, work)

/** A callback that has the surroundings of where it was made, whoever calls it. */
export const bound = <A extends ReadonlyArray<unknown>, B>(callback: (...given: A) => B): ((...given: A) => B) => {
  const surroundings = terminal()
  return (...args) => within(surroundings, () => callback(...args))
}

/** The bytes of a file as they are read; `-` is standard input, as it comes. */
export const contentOf = (path: string): AsyncIterable<Uint8Array> => (path === '-' ? terminal().input : chunksOf(path))
