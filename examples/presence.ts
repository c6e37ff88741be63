/**
 * Who is online, from a recorded conversation: the same pipeline would read a socket.
 *
 * npm run example presence
 */
import * as E from 'fp-ts/lib/Either.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import { readFileSync } from 'node:fs'
import { concatMap, from, scan } from 'rxjs'
import { commands, hearing, ofVerb, pcapReader, readPcap } from 'rx-msnp'

const file = readFileSync(new URL('recordings/two-friends.pcap', import.meta.url))
const [reader, packets] = readPcap(pcapReader, file)
if (E.isLeft(reader)) throw new Error('not a capture')

const heard = RA.filterMap(hearing())(packets)

// Connection 1 of the recording is the notification server, whose octets say who comes and goes.
from(heard.filter((piece) => piece.connection === 1 && piece.from === 'server'))
  .pipe(
    concatMap(({ bytes }) => [bytes]),
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
