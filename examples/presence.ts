/**
 * Who is online, from a recorded conversation: the same pipeline would read a socket.
 *
 * npm run example presence
 */
import { readFileSync } from 'node:fs'
import { from, scan } from 'rxjs'
import { commands, ofVerb } from 'rx-msnp'
import { recordingReader } from 'rx-msnp/traces'

const file = readFileSync(new URL('recordings/two-friends.pcap', import.meta.url))
const { read, end } = recordingReader()
const records = [...read(file), ...end()].flatMap((finding) => (finding._tag === 'Found' ? [finding.record] : []))

// Connection 1 of the recording is the notification server, whose bytes say who comes and goes.
const said = records.flatMap((record) =>
  record._tag === 'Said' && record.connection === 1 && record.from === 'server' ? [record.bytes] : [],
)

from(said)
  .pipe(
    commands({ from: 'server', on: 'NS', dialect: 'MSNP11' }),
    ofVerb('ILN', 'NLN', 'FLN'),
    scan(
      (online, command) =>
        command.verb === 'FLN'
          ? new Map([...online].filter(([passport]) => passport !== command.passport))
          : new Map([...online, [command.passport, `${command.name} (${command.status})`]]),
      new Map<string, string>(),
    ),
  )
  .subscribe((online) => console.log([...online.values()].join(', ') || 'nobody'))
