/** Compiled rows are the rows: what they read and write is what the walk does, for both of their forms. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { decodeIn, decodePiece, encodeIn, type Encodable } from '../../lib/commands/codec.js'
import * as compiled from '../../lib/commands/compiled.js'
import { decodeEach, decoder } from '../../lib/commands/decoder.js'
import { dialectsIn } from '../../lib/commands/dialects.js'
import * as interpreted from '../../lib/commands/interpreted.js'
import { isMisfit, type Leniency, type Plan } from '../../lib/commands/plan.js'
import { stepsOf, type AnyCommand, type Side } from '../../lib/commands/row.js'
import { anywhere, type Scope } from '../../lib/commands/scope.js'
import { retry } from '../../lib/commands/straight.js'
import { allPlans, applies, entryFor, entryNamed, wordsOf } from '../../lib/commands/verbs.js'
import { write, type Frame } from '../../lib/wire/frame.js'
import { byteText, bytesOf } from '../../lib/wire/text.js'
import { commandsOf, runs } from '../support/arbitrary.js'
import { scopeAt, spoiltLine } from '../support/mutated.js'

const strictly: Leniency = { unclean: false, tolerant: false, blanks: true }
const forms = Object.entries({ compiled, interpreted })

/** Values as they are, with the order of their keys. */
const inOrder = (value: unknown): unknown =>
  value instanceof Uint8Array
    ? `bytes ${value.join()}`
    : Array.isArray(value)
      ? value.map(inOrder)
      : typeof value === 'object' && value !== null
        ? Object.entries(value).map(([key, each]) => [key, inOrder(each)])
        : value

/** The line of some bytes, and what is behind it as its payload where there is anything. */
const frameOf = (bytes: string): Frame => {
  const at = bytes.indexOf('\n')
  const end = at > 0 && bytes[at - 1] === '\r' ? '\r\n' : '\n'
  const payload = bytesOf(bytes.slice(at + 1))
  return { line: bytes.slice(0, at + 1 - end.length), end, payload: payload.length > 0 ? payload : undefined }
}

/** What the walk reads to the letter in a scope: the first command, and all rows that fit. */
const walked = (side: Side, scope: Scope, frame: Frame): readonly [AnyCommand | undefined, ReadonlyArray<string>] => {
  const plans = frame.line.includes('\t') ? [] : (entryFor(side, frame.line)?.plans ?? [])
  const found = plans
    .filter((plan) => applies(plan, scope) && plan.row.lastResort !== true)
    .map((plan) => [plan.id, plan.read(wordsOf(frame.line), frame, strictly)] as const)
    .flatMap(([id, command]) => (isMisfit(command) ? [] : [[id, command] as const]))
  return [found[0]?.[1], found.map(([id]) => id)]
}

/** Where a line stands: alone, or in a chunk behind and before other bytes. */
const around: ReadonlyArray<readonly [before: string, behind: string]> = [
  ['', ''],
  ['FLN eve@example.com\r\n', '\r\nNLN NLN eve@example.com Eve%20E 0\r\n'],
  ['x', ' 0 20%20 0 U 7\r\n'],
]

const holds = (bytes: string, side: Side, scopes: ReadonlyArray<Scope>): void => {
  const frame = frameOf(bytes)
  const { line, payload } = frame
  for (const plan of entryNamed(side, line.slice(0, 3))?.plans ?? [])
    for (const [name, form] of forms)
      for (const [before, behind] of around) {
        if (frame.end !== '\r\n' || (line.length > 3 && line[3] !== ' ')) continue
        const text = before + line + behind
        const read = form.readerOf(plan.id, plan.row)(text, bytesOf(text), before.length + 4, before.length + line.length, payload)
        if (read === retry) continue
        const meant = plan.read(wordsOf(line), frame, strictly)
        const isFit = !isMisfit(meant) && !line.includes('\t')
        expect([name, plan.id, inOrder(read)]).toStrictEqual([name, plan.id, inOrder(isFit ? meant : undefined)])
      }

  for (const scope of scopes) {
    const [first, fitting] = walked(side, scope, frame)
    const [decode, decodePlaced] = [decodeIn(side), decodePiece(side)]
    for (const [before, behind] of around) {
      const text = before + line + behind
      const learned: Array<string> = []
      const placed = [scope, text, before.length, before.length + line.length, frame.end, payload, bytesOf(text)] as const
      const command = decodePlaced(...placed, ({ id }) => learned.push(id))
      expect(learned).toEqual(fitting)
      if (first !== undefined) expect(inOrder(command)).toStrictEqual(inOrder(first))
      // What fits nothing to the letter is a command by a lenient reading, which writes it as it came.
      else if (command._tag !== 'Undecodable' && command._tag !== 'Failure') expect(command.odd).toBe(line + frame.end)
      else if (command._tag === 'Undecodable') expect(command.frame).toEqual(frame)
      expect(inOrder(decodePlaced(...placed))).toStrictEqual(inOrder(command))
      expect(inOrder(decode(scope, frame))).toStrictEqual(inOrder(command))
    }
  }
}

describe('a line is read as the walk reads it', () => {
  it('of any row, spoilt or not', () => {
    fc.assert(
      fc.property(spoiltLine, ({ place, bytes }) => holds(bytes, place.from, [scopeAt(place), anywhere])),
      { ...runs, numRuns: runs.numRuns * 3 },
    )
  })

  const object = '%3Cmsnobj%20Creator%3D%22b%40example.com%22%20Size%3D%221%22%20Type%3D%223%22%20Location%3D%22T%22%20Friendly%3D%22AAA%3D%22%20SHA1D%3D%22x%3D%22%2F%3E'
  it.each([
    ['another byte behind the verb', 'client', ['CHG\t9 NLN 0', 'CHG\t9', 'PNG3', 'PNG\t', 'CHG9 NLN', 'PNG 3', 'PNG ', 'CHGS 9 NLN']],
    ['another byte behind the verb of a payload', 'server', ['MSGfriend@example.com Bob 0', 'MSG\tb@example.com Bob 0', 'MSG 0', 'MSG0', 'UBX\t0']],
    ['words behind the last one', 'server', ['FLN bob@example.com ', 'FLN bob@example.com more words', 'FLN bob@example.com\t', 'NLN NLN bob@example.com Bob 0 x y', `ILN 7 NLN b@example.com Bob 0 ${object} `]],
    ['an empty word', 'client', ['BLP 9 ', 'BLP 9  AL', 'BLP  AL', 'BLP ', 'CHG 9 NLN ', 'CHG 9 NLN 0 ', 'CHG 9  0']],
    ['an empty word of a list', 'server', ['LST N=b@example.com F=Bob  11', 'LST N=b@example.com F= C=7d4f5204-322a-47a2-90a8-0123456789ab 11', 'LST N=b@example.com F=Bob C=7d4f5204-322a-47a2-90a8-0123456789ab 11 ']],
    ['a length behind a tab, with zeros, with a sign, with nothing', 'server', ['MSG b@example.com Bob\t0', 'MSG b@example.com Bob 00', 'MSG b@example.com Bob 000', 'MSG b@example.com Bob +0', 'MSG b@example.com Bob ', 'MSG b@example.com Bob', 'MSG b@example.com  0', 'MSG b@example.com Bob  0', 'MSG b@example.com Bob 0x0', 'UBX b@example.com 0']],
    ['an escape that is cut', 'server', ['NLN NLN b@example.com Bob% 0', 'NLN NLN b@example.com Bob%2 0', 'FLN b@example.com%2', 'MSG b@example.com Bob%2 0', `ILN 7 NLN b@example.com Bob 0 ${object.slice(0, -1)}`, `ILN 7 NLN b@example.com Bob 0 ${object.slice(0, -4)}`]],
    ['an escape in small letters, or of what needs none', 'server', ['NLN NLN b@example.com B%0ab 0', 'NLN NLN b@example.com B%1fb 0', 'NLN NLN b@example.com B%41b 0', `ILN 7 NLN b@example.com Bob 0 ${object.replace('%40', '%2e')}`, `ILN 7 NLN b@example.com Bob 0 ${object.replace('AAA%3D%22', 'AAA%3d%22')}`, `ILN 7 NLN b@example.com Bob 0 ${object.replace('%22x', '%22%78')}`]],
    ['bytes that are no text, or a blank', 'server', ['NLN NLN b@example.com B\xe9 0', 'NLN NLN b@example.com B\xc2\xa0 0', 'NLN NLN b@example.com %c3%a9 0', 'NLN NLN b@example.com B\xed\xa0\x80 0', 'NLN NLN b@example.com \xef\xbb\xbfB 0', 'NLN NLN b@exa\xffmple.com B 0']],
  ] as const)('%s', (_, side, lines) => {
    for (const line of lines)
      for (const end of ['\r\n', '\n'])
        for (const number of [2, 7, 8, 9, 11, 13, 18, 21]) {
          // What a line before it left in the scratch buffers is not read again.
          holds(`NLN NLN bob%40@example.com %20%20%20%20%20%20%20%20%20%20%20 0 ${object}\r\n`, 'server', [])
          // With a payload and without one, whatever the line says of it.
          for (const payload of ['', 'abc'])
            holds(line + end + payload, side, [scopeAt({ on: 'NS', number }), scopeAt({ on: 'SB', number }), anywhere])
        }
  })

  it('of every row, straight, unless it has a tail or is not to be read to the letter', () => {
    const walking = allPlans.filter(({ id, row }) => {
      const frame = frameOf(`${row.example}\r\n${row.payload?.example ?? ''}`)
      const { line } = frame
      const payload = row.class === 'Payload' ? (frame.payload ?? new Uint8Array(0)) : undefined
      return forms.some(([, { readerOf }]) => readerOf(id, row)(line, bytesOf(line), 4, line.length, payload) === retry)
    })
    const meant = allPlans.filter(({ row }) => {
      const frame = frameOf(`${row.example}\r\n`)
      const read = planNamed(row.verb, row.example).read(wordsOf(frame.line), { ...frame, payload: row.class === 'Payload' ? new Uint8Array(0) : undefined }, strictly)
      return row.readOnly === true || row.lastResort === true || stepsOf(row).some(({ kind }) => kind === 'Tail') || (!isMisfit(read) && read.odd !== undefined)
    })
    expect(walking.map(({ id }) => id)).toEqual(meant.map(({ id }) => id))
  })
})

const planNamed = (verb: string, example: string): Plan => allPlans.find(({ row }) => row.verb === verb && row.example === example)!

/** Commands of their row's class and verb, with something missing, too much, or of another kind. */
const spoiltCommand = (command: AnyCommand): fc.Arbitrary<AnyCommand> =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...Object.keys(command).filter((key) => key !== '_tag' && key !== 'verb'), 'more'),
        fc.constantFrom<unknown>(undefined, null, '', 'x', ' ', 'a b', '0', 0, -1, 1.5, 2 ** 33, [], ['x'], [' '], {}, true, new Uint8Array(3), 'left out'),
      ),
      { maxLength: 2 },
    )
    .map((changes) =>
      changes.reduce<AnyCommand>((changed, [key, value]) => {
        if (value !== 'left out') return { ...changed, [key]: value }
        const { [key]: _, ...rest } = changed
        return rest as unknown as AnyCommand
      }, command),
    )

describe('a command is written as the walk writes it', () => {
  const commands = fc
    .constantFrom(...allPlans.filter(({ row }) => row.readOnly !== true))
    .chain((plan) => fc.record({ id: fc.constant(plan.id), command: fc.oneof(commandsOf(plan.row)!, commandsOf(plan.row)!.chain(spoiltCommand)) }))

  it('of any row, spoilt or not', () => {
    fc.assert(
      fc.property(commands, ({ id, command }) => {
        const own = allPlans.find((plan) => plan.id === id)!
        for (const plan of allPlans.filter(({ row }) => row.verb === own.row.verb && row.class === own.row.class)) {
          const line = plan.write(command)
          for (const [name, form] of forms) {
            const room = new Uint8Array(6000)
            const end = form.writerOf(plan.id, plan.row)(command, room, 5)
            if (end >= 0) expect([name, plan.id, byteText(room, 5, end)]).toEqual([name, plan.id, line])
          }
        }
      }),
      { ...runs, numRuns: runs.numRuns * 3 },
    )
  })

  it('of any row, whichever words are left out that may be', () => {
    for (const { id, row, write: walk } of allPlans.filter(({ row }) => row.readOnly !== true)) {
      const optional = stepsOf(row).flatMap(({ kind, name }) => (kind === 'Optional' || kind === 'Forgiven' ? [name] : []))
      for (const full of fc.sample(commandsOf(row)!, { numRuns: 30, seed: 1 }))
        for (let set = 0; set < 1 << optional.length; set++) {
          const command = Object.fromEntries(Object.entries(full).filter(([key]) => !((set >> optional.indexOf(key)) & 1) || !optional.includes(key))) as unknown as AnyCommand
          for (const [name, { writerOf }] of forms) {
            const room = new Uint8Array(6000)
            const end = writerOf(id, row)(command, room, 0)
            if (end >= 0) expect([name, id, byteText(room, 0, end)]).toEqual([name, id, walk(command)])
          }
        }
    }
  })

  it.each([undefined, null, 0, 'text', {}, { length: 3 }, []])('not at all with a payload that is none: %j', (payload) => {
    for (const { row, dialects } of allPlans.filter(({ row }) => row.class === 'Payload' && row.readOnly !== true)) {
      const scope = scopeAt({ on: row.on[0]!, number: dialectsIn(dialects)[0]!.number })
      const [command] = fc.sample(commandsOf(row)!, { numRuns: 1, seed: 1 })
      const bytes = encodeIn(row.from === 'server' ? 'server' : 'client')(scope, { ...command, payload } as unknown as Encodable)
      expect(bytes).toMatchObject({ left: { _tag: 'BadField', verb: row.verb } })
    }
  })

  it('into bytes, each time into others', () => {
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 12 }), fc.constantFrom(0, 0, 3000, 4090, 5000, 70_000), (said, most) => {
        const written = said.flatMap(({ id, command }) => {
          const { row, dialects } = allPlans.find((plan) => plan.id === id)!
          const scope = scopeAt({ on: row.on[0]!, number: dialectsIn(dialects)[0]!.number })
          const side = row.from === 'server' ? 'server' : 'client'
          const grown = most > 0 && command.payload instanceof Uint8Array ? { ...command, payload: new Uint8Array(most).fill(7) } : command
          const plan = entryNamed(side, row.verb)!.plans.find((each) => each.row.class === row.class && applies(each, scope) && each.row.readOnly !== true && !isMisfit(each.write(grown)))
          const bytes = encodeIn(side)(scope, grown as unknown as Encodable)
          expect(bytes._tag === 'Right').toBe(plan !== undefined)
          if (plan === undefined || bytes._tag === 'Left' || grown.odd !== undefined) return []
          const line = plan.write(grown) as string
          return [[bytes.right, write({ line, end: '\r\n', payload: grown.payload })] as const]
        })
        for (const [bytes, meant] of written) expect(byteText(bytes)).toBe(byteText(meant))
      }),
      { ...runs, numRuns: runs.numRuns / 4 },
    )
  })
})

it('a long line is written whole, wherever the room for it ends', () => {
  const scope = scopeAt({ on: 'NS', number: 9 })
  for (const length of [1, 300, 500, 600, 1500, 3000, 4090, 5000, 9000])
    for (let turn = 0; turn < 16; turn++) {
      const name = 'n'.repeat(length)
      const bytes = encodeIn('server')(scope, { _tag: 'Async', verb: 'NLN', status: 'NLN', passport: 'b@example.com', name, capabilities: turn } as Encodable)
      expect(bytes._tag === 'Right' && byteText(bytes.right)).toBe(`NLN NLN b@example.com ${name} ${turn}\r\n`)
    }
})

it('the decoder reads straight from its chunks, however they are cut', () => {
  const lines = allPlans
    .filter(({ row }) => row.from !== 'client' && row.on.includes('NS') && row.payload?.length !== 'optional')
    .map(({ row }) => `${row.class === 'Payload' ? row.example.replace(/\d+$/, String(row.payload?.example.length ?? 0)) : row.example}\r\n${row.payload?.example ?? ''}`)
  const all = bytesOf(lines.join(''))
  for (const { name } of dialectsIn(anywhere.dialects)) {
    const readBy = (size: number) => {
      const found: Array<unknown> = []
      let state = decoder({ on: 'NS', dialect: name })
      const feed = decodeEach('server')((command) => found.push(inOrder(command)))
      for (let at = 0; at < all.length; at += size) state = feed(state, all.subarray(at, at + size))
      return found
    }
    const whole = readBy(all.length)
    for (const size of [1, 7, 50, 333]) expect(readBy(size)).toEqual(whole)
  }
})
