import { describe, expect, it } from 'vitest'

import { ordering } from '../../../lib/traces/read/validate.js'
import type { TraceRecord } from '../../../lib/traces/format/record.js'
import { escargot, recording } from '../../replay/recorded.js'
import { captureOf } from '../../support/mutator.js'
import { latin1, talk, type Sent, type Utterance } from '../../support/pcaps.js'
import { recordsIn, streamsIn } from './reading.js'

const start = Date.UTC(2005, 4, 6)
const one = { host: '192.0.2.1', port: 1200 }
const two = { host: '198.51.100.2', port: 8080 }

const client = (...lines: ReadonlyArray<string>): Utterance => ({ from: 'client', bytes: latin1(lines.join('\r\n')) })
const server = (...lines: ReadonlyArray<string>): Utterance => ({ from: 'server', bytes: latin1(lines.join('\r\n')) })

const recordsOf = (segments: ReadonlyArray<Sent>): ReadonlyArray<TraceRecord> => {
  const records = recordsIn(captureOf(segments))
  const order = ordering()
  expect(records.flatMap((record) => order.problem(record) ?? [])).toEqual([])
  return records
}

describe('a session of the HTTP gateway', () => {
  it('is what Escargot said, in its recording', () => {
    let ends = { client: { ...one, port: 2000 }, server: { ...two, port: 80 } }
    const talks: Array<{ readonly ends: typeof ends; readonly said: Array<Utterance> }> = []
    const lines = recording('escargot/h-gateway.txt').toString('latin1').split('\n')
    const open = new Map<string, (typeof talks)[number]>()
    for (const line of lines) {
      const name = /^# \[ *[\d.]+\] (GW(?: SB)?) connect/.exec(line)?.[1]
      if (name !== undefined) {
        ends = { ...ends, client: { ...ends.client, port: ends.client.port + 1 } }
        const begun = { ends, said: [] }
        talks.push(begun)
        open.set(name, begun)
      }
      const [, by = '', side, text = ''] = /^\[(GW(?: SB)?)\] ([CS])[:+] (.*)$/.exec(line) ?? []
      const bytes = text.replace(/\\(r|n|\\|x([0-9a-f]{2}))/g, (_, mark: string, hex?: string) =>
        hex === undefined ? ({ r: '\r', n: '\n' }[mark] ?? mark) : String.fromCharCode(Number.parseInt(hex, 16)),
      )
      open.get(by)?.said.push(side === 'C' ? client(bytes) : server(bytes))
    }
    const segments = talks.flatMap(({ ends, said }, i) => talk({ ...ends, start: start + i * 1000 }, said))
    const streams = streamsIn(recordsOf(segments))
    const wanted = escargot().filter(({ file, name }) => file === 'h-gateway.txt' && name.startsWith('GW'))
    expect(wanted.length).toBeGreaterThan(1)
    expect(Object.values(streams).filter((text) => text !== '').sort()).toEqual(
      wanted
        .flatMap(({ pieces }) =>
          (['client', 'server'] as const).map((from) =>
            pieces.filter((piece) => piece.from === from).map(({ bytes }) => Buffer.from(bytes).toString('latin1')).join(''),
          ),
        )
        .filter((text) => text !== '')
        .sort(),
    )
  })
})
