/** The walk over the fields of a row, in both directions: what it means to read and to write a command, canonical or not. */
import { isBytes } from '../wire/bytes.js'
import { wholeLine, type Frame } from '../wire/frame.js'
import { readerOf, writerOf } from './compiled.js'
import { dialectMask } from './dialects.js'
import { kindMask, stepsOf, type AnyCommand, type Row, type FieldStep } from './row.js'
import type { Reader, Writer } from './straight.js'
import { isOdd, unread, valueOf } from './word.js'

/** Why a frame does not fit a row, and how many of its words did. */
export interface Misfit {
  readonly _tag: 'Misfit'
  readonly position: number
  readonly field: string | undefined
  readonly expected: string
}

/**
 * How a line is held against a row: whether words that nothing depends on may be unclean or missing; whether words may be
 * too many or say nothing; whether its blanks are canonical.
 */
export interface Leniency {
  readonly unclean: boolean
  readonly tolerant: boolean
  readonly blanks: boolean
}

/** A row, prepared: the walk over it, its straight form for what is canonical, its dialects and servers as bits. */
export interface Plan {
  readonly id: string
  readonly row: Row
  readonly dialects: number
  readonly kinds: number
  readonly read: (words: ReadonlyArray<string>, frame: Frame, leniency: Leniency) => AnyCommand | Misfit
  readonly write: (command: AnyCommand) => string | Misfit
  readonly straight: Reader
  readonly put: Writer
}

/** Whether a walk over a row's fields failed. */
export const isMisfit = (result: AnyCommand | Misfit | string): result is Misfit =>
  typeof result === 'object' && result._tag === 'Misfit'

const misfit = (position: number, field: string | undefined, expected: string): Misfit => ({
  _tag: 'Misfit',
  position,
  field,
  expected,
})

/** Prepares a row. */
export const planOf = (id: string, row: Row): Plan => ({
  id,
  row,
  dialects: dialectMask(row.since, row.until) | (row.also ?? []).reduce((mask, n) => mask | (1 << n), 0),
  kinds: kindMask(row.on),
  read: reading(row),
  write: writing(row),
  straight: readerOf(id, row),
  put: writerOf(id, row),
})

/** The address in a field, which may have a network or an endpoint around it. */
const addressIn = (field: unknown): unknown =>
  typeof field === 'object' && field !== null ? (field as { readonly passport?: string }).passport : field

const noBytes = new Uint8Array(0)
const noWords: ReadonlyArray<FieldStep['word']> = []
const zero = 48

const reading = (row: Row): Plan['read'] => {
  const steps = stepsOf(row)
  const { class: tag, verb } = row
  const hasPayload = tag === 'Payload'
  const lengthIsOptional = row.payload?.length === 'optional'

  return (words, frame, { unclean, tolerant, blanks }) => {
    // Built key by key: every command of a row has the keys in the same order, and so one hidden class.
    const value: Record<string, unknown> = { _tag: tag, verb }
    let canonical = blanks && frame.end === '\r\n' && row.readOnly !== true
    let position = 1
    let length = words.length

    if (hasPayload) {
      if (frame.payload === undefined) {
        if (!lengthIsOptional) return misfit(length, undefined, 'the length of a payload')
        canonical = false
      } else {
        length--
        const announced = words[length]!
        if (announced === '') return misfit(length, undefined, 'the length of a payload')
        // The framer has read the length already; it is odd only with zeros in front.
        canonical &&= announced.length === 1 || announced.charCodeAt(0) !== zero
      }
    } else if (frame.payload !== undefined && frame.payload.length > 0) return misfit(length, undefined, 'no payload')

    for (let i = 0; i < steps.length; i++) {
      const step = steps[i]!
      const { word } = step
      switch (step.kind) {
        case 'One': {
          if (position >= length) return misfit(position, step.name, word.expected)
          const read = word.read(words[position]!)
          if (read === unread) return misfit(position, step.name, word.expected)
          canonical &&= !isOdd(read)
          value[step.name] = valueOf(read)
          position++
          break
        }
        case 'DisplayName': {
          if (position >= length) return misfit(position, step.name, word.expected)
          const bytes = words[position]!
          const read = word.read(bytes)
          if (read === unread && bytes !== step.none) return misfit(position, step.name, word.expected)
          canonical &&= read !== unread && !isOdd(read)
          value[step.name] = read === unread ? addressIn(value[step.address]) : valueOf(read)
          position++
          break
        }
        case 'Forgiven': {
          const bytes = position < length ? words[position]! : undefined
          const read = bytes === undefined ? unread : word.read(bytes)
          if (read !== unread) {
            canonical &&= !isOdd(read)
            value[step.name] = valueOf(read)
            position++
            break
          }
          const left = unclean && bytes !== undefined ? step.unclean!(bytes) : undefined
          if (!unclean || (bytes !== undefined && left === undefined))
            return misfit(position, step.name, word.expected)
          canonical = false
          if (left?.value !== undefined) value[step.name] = left.value
          if (bytes !== undefined) position++
          break
        }
        case 'Fixed': {
          const isThere = position < length && word.is(words[position])
          canonical &&= isThere
          if (!isThere && (step.strict || !tolerant)) return misfit(position, undefined, word.expected)
          if (position < length) position++
          break
        }
        case 'Optional': {
          if (position >= length) {
            canonical &&= step.zero !== 'written'
            break
          }
          const bytes = words[position]!
          const read = word.read(bytes)
          if (read !== unread) {
            canonical &&= !isOdd(read)
            value[step.name] = valueOf(read)
            position++
          } else if (step.zero !== undefined) {
            position++
            // Left out where it can be: at the end of the line.
            canonical &&= bytes === '0' && (step.zero === 'written' || position < length)
          } else if (bytes === step.none) {
            position++
            canonical = false
          }
          break
        }
        case 'Rest': {
          const values: Array<unknown> = []
          for (; position < length; position++) {
            const read = word.read(words[position]!)
            if (read === unread) return misfit(position, step.name, word.expected)
            canonical &&= !isOdd(read)
            values.push(valueOf(read))
          }
          value[step.name] = values
          break
        }
        case 'Tail': {
          const { read, write, expected, most } = step.tail!
          // Words too many are forgiven behind a tail, as they are behind any other field; they are not even looked at.
          let taken = tolerant ? Math.min(length, position + most) : length
          let result = taken - position > most ? unread : read(words.slice(position, taken))
          while (result === unread && tolerant && taken > position + 1) result = read(words.slice(position, --taken))
          if (result === unread) return misfit(position, step.name, expected)
          canonical &&= sameWords(write(result), words.slice(position, taken))
          value[step.name] = result
          position = taken
          break
        }
      }
    }

    if (position < length) {
      if (!tolerant) return misfit(position, undefined, 'the end of the line')
      canonical = false
    }
    if (hasPayload) value['payload'] = frame.payload ?? noBytes
    if (!canonical) value['odd'] = wholeLine(frame)
    return value as AnyCommand
  }
}

const sameWords = (some: ReadonlyArray<string>, others: ReadonlyArray<string>): boolean =>
  some.length === others.length && some.every((word, i) => word === others[i])

const writing = (row: Row): Plan['write'] => {
  const steps = stepsOf(row)
  const hasPayload = row.class === 'Payload'
  const names = new Set(['_tag', 'verb', 'odd', ...(hasPayload ? ['payload'] : []), ...steps.map(({ name }) => name)])

  return (command) => {
    let line = row.verb
    let position = 1
    let skippedZeros = ''
    let skipped: ReadonlyArray<FieldStep['word']> = noWords

    for (let i = 0; i < steps.length; i++, position++) {
      const step = steps[i]!
      const { word, name } = step
      if (step.kind === 'Fixed') {
        line += ' ' + word.expected
        continue
      }
      const value = command[name]
      switch (step.kind) {
        case 'One':
        case 'DisplayName':
          if (!word.is(value)) return misfit(position, name, word.expected)
          line += ' ' + word.write(value)
          break
        case 'Forgiven':
          if (value !== undefined && !word.is(value)) return misfit(position, name, word.expected)
          line += ' ' + (value === undefined ? step.none! : word.write(value))
          break
        case 'Optional': {
          if (value === undefined) {
            if (step.zero === 'written') line += ' 0'
            else if (step.zero === 'read') skippedZeros += ' 0'
            else skipped = [...skipped, word]
            break
          }
          if (!word.is(value)) return misfit(position, name, word.expected)
          const bytes = word.write(value)
          // It would be taken for the one that is left out before it.
          if (skipped.some(({ read }) => read(bytes) !== unread))
            return misfit(position, name, 'left out, as one before it is')
          line += skippedZeros + ' ' + bytes
          skippedZeros = ''
          break
        }
        case 'Rest':
          if (!Array.isArray(value) || !value.every(word.is))
            return misfit(position, name, `a list, each of them ${word.expected}`)
          for (const one of value) line += ' ' + word.write(one)
          break
        case 'Tail':
          if (!step.tail!.is(value)) return misfit(position, name, step.tail!.expected)
          for (const bytes of step.tail!.write(value)) line += ' ' + bytes
          break
      }
    }
    if (hasPayload) {
      if (!isBytes(command.payload)) return misfit(position, 'payload', 'a Uint8Array')
      line += ' ' + command.payload.length
    }
    for (const name in command) if (!names.has(name) && command[name] !== undefined) return misfit(0, name, 'left out')
    return line
  }
}
