/** Timed values as a marble diagram, to the millisecond, and back. */
import { TestScheduler } from 'rxjs/testing'

/**
 * Marbles with what they stand for, as `hot` and `cold` take them: each marble is a millisecond in which something
 * happened, and its value all that happened then, in order.
 *
 * **Shapes** a list, since rxjs's group `(ab)` cannot be followed by anything for as many milliseconds as it is long.
 * `hot(marbles, values).pipe(concatAll())` takes it apart.
 */
export interface Timeline<A> {
  readonly marbles: string
  readonly values: Readonly<Record<string, ReadonlyArray<A>>>
}

/** Something, and its time. **Units** milliseconds. */
export type Timed<A> = readonly [ms: number, what: A]

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
// Behind the letters, ideographs: no other script has as many characters, none of which mean anything to rxjs.
const ideographs: ReadonlyArray<readonly [first: number, count: number]> = [
  [0x4e00, 20_000],
  [0x20000, 42_000],
]

const nameOf = (index: number): string => {
  const letter = letters[index]
  if (letter !== undefined) return letter
  let rest = index - letters.length
  for (const [first, count] of ideographs) {
    if (rest < count) return String.fromCodePoint(first + rest)
    rest -= count
  }
  throw new RangeError(`a diagram has at most ${index} marbles; cut the recording before it becomes one`)
}

/** Time that passes between two marbles: dashes as long as they are easily counted. */
const passing = (ms: number): string => (ms <= 5 ? '-'.repeat(ms) : ` ${ms}ms `)

/**
 * The time line of what happened, in order; it ends with the last of it, or at `end`.
 *
 * **Errors** throws a `RangeError` where there are more than 62,000 milliseconds to tell of.
 */
export const timelineOf = <A>(happened: Iterable<Timed<A>>, end?: number): Timeline<A> => {
  const values: Record<string, Array<A>> = {}
  let marbles = ''
  let now = 0
  let name = ''
  let index = 0
  let moment: number | undefined
  for (const [at, what] of happened) {
    const ms = Math.floor(at)
    if (ms !== moment) {
      marbles += name + passing(ms - now)
      name = nameOf(index++)
      values[name] = []
      moment = ms
      now = ms + 1
    }
    values[name]!.push(what)
  }
  const last = Math.floor(Math.max(end ?? 0, moment ?? 0))
  if (last === moment) return { marbles: `${marbles}(${name}|)`.trimStart(), values }
  return { marbles: `${marbles}${name}${passing(last - now)}|`.trimStart(), values }
}

interface Message {
  readonly frame: number
  readonly notification: { readonly kind: 'N' | 'C' | 'E'; readonly value?: unknown }
}

/** Reads marbles as `TestScheduler.run` does, wherever that is done: it alone would set the unit of its frames. */
const parsed = (marbles: string, values?: Readonly<Record<string, unknown>>): ReadonlyArray<Message> => {
  const factor = TestScheduler.frameTimeFactor
  TestScheduler.frameTimeFactor = 1
  try {
    return TestScheduler.parseMarbles(marbles, values, undefined, false, true)
  } finally {
    TestScheduler.frameTimeFactor = factor
  }
}

/** What marbles stand for: one thing, or several at once. */
export type MarbleValues<A> = Readonly<Record<string, A | ReadonlyArray<A>>>

/**
 * What a diagram tells, in order, and when it ends: the inverse of `timelineOf`.
 *
 * **Errors** throws a `TypeError` that names a marble without a value.
 */
export const happeningIn = <A>(
  marbles: string,
  values: MarbleValues<A>,
): { readonly happened: ReadonlyArray<Timed<A>>; readonly end: number | undefined } => {
  const messages = parsed(marbles)
  const happened = messages.flatMap(({ frame, notification }): ReadonlyArray<Timed<A>> => {
    if (notification.kind !== 'N') return []
    const name = notification.value as string
    if (!Object.hasOwn(values, name))
      throw new TypeError(`the marble "${name}" of "${marbles.trim()}" stands for nothing`)
    const value = values[name]!
    const all = Array.isArray(value) ? (value as ReadonlyArray<A>) : [value as A]
    return all.map((each) => [frame, each])
  })
  return { happened, end: messages.find(({ notification }) => notification.kind === 'C')?.frame }
}
