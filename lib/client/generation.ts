/** What clients of each period announce about themselves. */
import type { CapabilityPair } from '../commands/capabilities.js'
import { isWithin, type DialectFacts } from '../commands/dialects.js'
import type { SessionSettings } from './settings.js'

/** What a client of a time says of itself. */
interface Generation {
  /** The first dialect of it. */
  readonly since: number
  readonly clientVersion: string
  readonly capabilities: Required<CapabilityPair>
}

/**
 * The clients that go with the dialects, newest first.
 *
 * **Shapes** up to MSNP15 capabilities name the generation, and that messages in several pieces are read.
 *
 * **Source** core.md 2.6, 8.4; versions as in the recorded sign-ins of each dialect.
 */
const generations: ReadonlyArray<Generation> = [
  { since: 18, clientVersion: '14.0.8117.0416', capabilities: { client: 2788999228, extended: 48 } },
  { since: 16, clientVersion: '14.0.5027', capabilities: { client: 2788999228, extended: 48 } },
  { since: 15, clientVersion: '8.1.0178', capabilities: { client: 0x70000020, extended: 0 } },
  { since: 14, clientVersion: '8.0.0812', capabilities: { client: 0x60000020, extended: 0 } },
  { since: 13, clientVersion: '8.0.0562', capabilities: { client: 0x60000020, extended: 0 } },
  { since: 0, clientVersion: '7.5.0311', capabilities: { client: 0x50000020, extended: 0 } },
]

const generationOf = (dialect: DialectFacts): Generation => generations.find((generation) => isWithin(generation, dialect))!

/** The version that a client says in `CVR`: the one that was set, or one that goes with the dialect. */
export const clientVersionIn = (dialect: DialectFacts, { client }: Pick<SessionSettings, 'client'>): string =>
  client.clientVersion ?? generationOf(dialect).clientVersion

/** What a client can do, as it says: what was set, or what goes with the dialect. */
export const capabilitiesIn = (
  dialect: DialectFacts,
  { capabilities, extended }: Pick<SessionSettings, 'capabilities' | 'extended'>,
): Required<CapabilityPair> => {
  const usual = generationOf(dialect).capabilities
  // Who says the first number knows nothing of the second.
  return {
    client: capabilities ?? usual.client,
    extended: extended ?? (capabilities === undefined ? usual.extended : 0),
  }
}
