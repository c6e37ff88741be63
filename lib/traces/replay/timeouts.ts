import type { Deadlines } from '../../client/settings.js'
import type { Decoded } from '../../commands/codec.js'
import type { RecordedSession } from '../read/sessions.js'
import type { Spoken } from '../format/command.js'
import type { Trace } from '../format/trace.js'

const isSaid = ({ command }: Spoken, verb: string): boolean => command._tag !== 'Undecodable' && command.verb === verb

const accepts = (command: Decoded): boolean => 'outcome' in command && command.outcome === 'OK'

/**
 * How long a recorded session waited, and for what, as far as its timers tell: what a session does not wait for is as
 * usual. Each of them is started right behind what is waited for.
 */
export const deadlinesIn = ({ records }: Trace, { connections }: RecordedSession): Partial<Deadlines> => {
  const startedAfter = (index: number | undefined): number | undefined => {
    if (index === undefined) return undefined
    for (const record of records.slice(index + 1)) {
      if (record._tag === 'Started') return record.ms
      const isOwn = record._tag === 'Stopped' || (record._tag === 'Said' && record.from === 'client')
      if (!isOwn) return undefined
    }
    return undefined
  }
  const firstOf = (tag: 'Dialled' | 'Asked'): number | undefined => {
    const index = records.findIndex(({ _tag }) => _tag === tag)
    return index < 0 ? undefined : index
  }
  const first = (on: 'NS' | 'SB', is: (spoken: Spoken) => boolean): number | undefined =>
    connections
      .filter((connection) => connection.on === on)
      .flatMap(({ talk }) => talk.spoken)
      .find(is)?.last

  const known: Partial<Deadlines> = {
    dial: startedAfter(firstOf('Dialled')),
    reply: startedAfter(first('NS', (spoken) => spoken.from === 'client')),
    fetch: startedAfter(firstOf('Asked')),
    join: startedAfter(first('SB', (spoken) => spoken.from === 'client' && isSaid(spoken, 'CAL'))),
    ping: startedAfter(
      first('NS', (spoken) => spoken.from === 'server' && isSaid(spoken, 'USR') && accepts(spoken.command)),
    ),
    alone: startedAfter(
      first('SB', (spoken) => spoken.from === 'server' && isSaid(spoken, 'USR') && accepts(spoken.command)),
    ),
  } as Partial<Deadlines>
  return Object.fromEntries(Object.entries(known).filter(([, ms]) => ms !== undefined))
}
