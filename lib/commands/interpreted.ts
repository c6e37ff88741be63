/** The straight form of rows by a loop over their fields: where the compiled form is too large, as in a bundle. */
import { isBytes } from '../wire/bytes.js'
import { stepsOf, type AnyCommand, type Row } from './row.js'
import { beforeLength, countOf, endOf, gap, isZero, refused, retry, type Reader, type Writer } from './straight.js'
import { putNumber, putText, unput, unread } from './word.js'

/** The straight reader of a row. */
export const readerOf = (_: string, row: Row): Reader => {
  const steps = stepsOf(row)
  const { class: tag, verb } = row
  const hasPayload = tag === 'Payload'
  if (row.readOnly === true || row.lastResort === true) return () => retry

  return (text, bytes, from, end, payload) => {
    if (!hasPayload && payload !== undefined && payload.length > 0) return undefined
    if (hasPayload && payload === undefined) return row.payload?.length === 'optional' ? retry : undefined
    const n = hasPayload ? beforeLength(bytes, from, end) : end
    if (n === undefined) return retry

    const value: Record<string, unknown> = { _tag: tag, verb }
    let p = from
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i]!
      const { kind, name, word, zero } = step
      if (kind === 'Tail') return retry
      if (kind === 'Rest') {
        const values: Array<unknown> = []
        while (p <= n) {
          const e = endOf(text, p, n)
          const read: unknown = word.scan(text, bytes, p, e)
          if (read === unread) return refused(step, bytes, p, e)
          values.push(read)
          p = e + 1
        }
        value[name] = values
        continue
      }
      if (kind === 'Optional' && p > n) {
        if (zero === 'written') return retry
        continue
      }
      const e = endOf(text, p, n)
      const read: unknown = word.scan(text, bytes, p, e)
      if (read !== unread) {
        if (kind !== 'Fixed') value[name] = read
      } else if (kind !== 'Optional') return refused(step, bytes, p, e)
      else if (zero === undefined) {
        if (refused(step, bytes, p, e) === retry) return retry
        continue
      } else if (!isZero(bytes, p, e) || (zero === 'read' && e === n)) return retry
      p = e + 1
    }
    if (p <= n) return undefined
    if (hasPayload) value['payload'] = payload
    return value as AnyCommand
  }
}

/** The straight writer of a row. */
export const writerOf = (_: string, row: Row): Writer => {
  const steps = stepsOf(row)
  const hasPayload = row.class === 'Payload'
  if (row.readOnly === true) return () => unput

  return (command, bytes, start) => {
    let at = putText(row.verb, bytes, start)
    let count = hasPayload ? 3 : 2
    let left = false
    for (let i = 0; i < steps.length; i++) {
      const { kind, name, word, zero, none } = steps[i]!
      if (kind === 'Tail') return unput
      if (kind === 'Fixed') {
        at = putText(word.expected, bytes, gap(bytes, at))
        continue
      }
      const value: unknown = command[name]
      if (kind === 'Rest') {
        if (!Array.isArray(value)) return unput
        for (const one of value as ReadonlyArray<unknown>) {
          at = word.put(one, bytes, gap(bytes, at))
          if (at < 0) return unput
        }
      } else if (value === undefined && (kind === 'Forgiven' || zero === 'written')) {
        at = putText(none ?? '0', bytes, gap(bytes, at))
        continue
      } else if (value === undefined && kind === 'Optional') {
        left = true
        continue
      } else {
        // It may be taken for the one that is left out before it.
        if (left && kind === 'Optional') return unput
        at = word.put(value, bytes, gap(bytes, at))
        if (at < 0) return unput
      }
      count++
    }
    if (hasPayload) {
      if (!isBytes(command.payload)) return unput
      at = putNumber(command.payload.length, bytes, gap(bytes, at))
    }
    return countOf(command) === count ? at : unput
  }
}
