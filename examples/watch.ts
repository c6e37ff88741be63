/**
 * Who is signed in, who is online, and who talks with whom, from a recording of any client: a trace, a pcap or a pcapng file.
 * No port is opened: what both sides said goes through the machines of a client.
 *
 * npm run example watch [FILE]
 */
import { readFileSync } from 'node:fs'
import { distinctUntilChanged, from, map, scan } from 'rxjs'
import type { Step } from 'rx-msnp/machines'
import { describeShown, heardIn, recordingReader, shown, watching, type WatchedEffect, type Watching } from 'rx-msnp/traces'

const [, , name, given] = process.argv
const file = name === 'watch' && given !== undefined ? given : new URL('recordings/two-friends.pcap', import.meta.url)

const { read, end } = recordingReader()
const findings = [...read(readFileSync(file)), ...end()]
for (const finding of findings) if (finding._tag === 'Failed') console.error('the recording cannot be read to its end')
const records = findings.flatMap((finding) => (finding._tag === 'Found' ? [finding.record] : []))

/** What is known at a moment. */
interface Moment {
  readonly t: number
  readonly step: Step<Watching, WatchedEffect>
}
const begin: Moment = { t: 0, step: watching.init }

from(heardIn(records))
  .pipe(
    scan(({ step: [was] }, heard): Moment => ({ t: heard.t, step: watching.step(was, heard) }), begin),
    map(({ t, step: [now] }) => ({ t, what: shown(now).map(describeShown).join(' | ') || 'nobody is there' })),
    distinctUntilChanged((one, other) => one.what === other.what),
  )
  .subscribe(({ t, what }) => console.log(`${(t / 1000).toFixed(3)} ${what}`))
