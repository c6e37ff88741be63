import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import { describe, expect, it } from 'vitest'

import { encodeIn, type Decoded, type Encodable } from '../../lib/commands/codec.js'
import { decode, decodeEnd, decoder, faultOf, type Decoder } from '../../lib/commands/decoder.js'
import type { Side } from '../../lib/commands/row.js'
import { describeReason } from '../../lib/commands/undecodable.js'
import { describeFrameError, write } from '../../lib/wire/frame.js'
import { escargot, isThere, type Conversation } from './recorded.js'

interface Result {
  readonly commands: Readonly<Record<Side, number>>
  readonly undecodable: ReadonlyArray<string>
  readonly differing: ReadonlyArray<string>
}

const read = ({ file, name, on, pieces }: Conversation): Result => {
  let state: Decoder = decoder({ on })
  const commands = { client: 0, server: 0 }
  const undecodable: Array<string> = []
  const written: Record<Side, Array<Uint8Array>> = { client: [], server: [] }
  const heard: Record<Side, Array<Uint8Array>> = { client: [], server: [] }

  const take = (from: Side, all: ReadonlyArray<Decoded>): void => {
    for (const decoded of all) {
      commands[from]++
      if (decoded._tag === 'Undecodable') {
        // A ticket is nothing to be shown around, not even one of an invented account.
        const line = decoded.frame.line.replace(/ t=.*/, ' t=...')
        undecodable.push(`${file} ${from}: ${line} | ${describeReason(decoded.reason)}`)
        written[from].push(write(decoded.frame))
      } else
        written[from].push(
          E.getOrElse((): Uint8Array => new Uint8Array(0))(encodeIn(from)(state.scope, decoded as Encodable)),
        )
    }
  }
  for (const { from, bytes } of pieces) {
    heard[from].push(bytes)
    const before = faultOf(from)(state)
    const [next, decoded] = decode(from)(state, bytes)
    state = next
    take(from, decoded)
    const fault = faultOf(from)(state)
    if (O.isSome(fault) && O.isNone(before))
      undecodable.push(`${file} ${from}: fault | ${describeFrameError(fault.value)}`)
  }
  for (const from of ['client', 'server'] as const) take(from, decodeEnd(from)(state))
  const differs = (from: Side): boolean =>
    O.isNone(faultOf(from)(state)) && !Buffer.concat(written[from]).equals(Buffer.concat(heard[from]))
  return {
    commands,
    undecodable,
    differing: (['client', 'server'] as const).filter(differs).map((from) => `${file} ${name} ${from}`),
  }
}

describe.skipIf(!isThere)('the conversations with Escargot', () => {
  const results = isThere ? escargot().map(read) : []
  const total = (from: Side): number => results.reduce((sum, { commands }) => sum + commands[from], 0)

  it('are read, NS, SB and gateway', () => {
    expect({ client: total('client'), server: total('server') }).toEqual({ client: 1754, server: 2950 })
  })

  it('encode back to the same bytes', () => {
    expect(results.flatMap(({ differing }) => differing)).toEqual([])
  })

  it('hold no server line that cannot be read', () => {
    expect(results.flatMap(({ undecodable }) => undecodable).filter((line) => line.includes(' server: '))).toEqual([])
  })

  it('hold these client lines that cannot be read, bad on purpose or in the wrong dialect', () => {
    expect(results.flatMap(({ undecodable }) => undecodable)).toMatchInlineSnapshot(`
      [
        "a-md5-failures.txt client: INF 2 | INF does not exist in MSNP8, but by a client on DS, NS in MSNP2 to MSNP7",
        "a-md5-failures.txt client: USR 2 MD5 I alice@example.com | USR: word 2 (package) should be TWN",
        "a-md5-failures.txt client: USR 2 TWN I alice@example.com | USR: word 2 (package) should be MD5",
        "a-md5-failures.txt client: USR 2 CTP I alice@example.com | USR: word 2 (package) should be MD5",
        "b-twn-msnp13.txt client: SYN 5 0 0 | SYN does not exist in MSNP13, but by a client on NS in MSNP2 to MSNP12",
        "b-twn-msnp14.txt client: SYN 5 0 0 | SYN does not exist in MSNP14, but by a client on NS in MSNP2 to MSNP12",
        "d-sso-failures.txt client: USR 4 SSO S t=... | USR: word 6 (machineGuid) is missing; it should be a GUID in braces",
        "d-sso-failures.txt client: USR 4 SSO S t=... | USR: word 6 (machineGuid) should be a GUID in braces",
        "d-sso-failures.txt client: USR 2 TWN I alice@example.com | USR: word 2 (package) should be SSO",
        "d-sso-failures.txt client: USR 2 SSO I alice@example.com | USR: word 2 (package) should be TWN",
        "d-sso-msnp15.txt client: SYN 10 0 0 | SYN does not exist in MSNP15, but by a client on NS in MSNP2 to MSNP12",
        "d-sso-msnp16.txt client: SYN 12 0 0 | SYN does not exist in MSNP16, but by a client on NS in MSNP2 to MSNP12",
        "d-sso-msnp17.txt client: SYN 12 0 0 | SYN does not exist in MSNP17, but by a client on NS in MSNP2 to MSNP12",
        "d-sso-msnp18.txt client: SYN 12 0 0 | SYN does not exist in MSNP18, but by a client on NS in MSNP2 to MSNP12",
        "f-contacts-msnp10.txt client: REA 25 carol@example.com x | REA does not exist in MSNP10, but by a client on NS in MSNP2 to MSNP9",
        "f-contacts-msnp10.txt client: REM 34 FL alice@example.com | REM: word 3 (contactGuid) should be a GUID",
        "f-contacts-msnp10.txt client: ADD 40 FL alice@example.com x | ADD does not exist in MSNP10, but by a client on NS in MSNP2 to MSNP9",
        "f-contacts-msnp11.txt client: REA 25 carol@example.com x | REA does not exist in MSNP11, but by a client on NS in MSNP2 to MSNP9",
        "f-contacts-msnp11.txt client: REM 35 FL alice@example.com | REM: word 3 (contactGuid) should be a GUID",
        "f-contacts-msnp11.txt client: ADD 41 FL alice@example.com x | ADD does not exist in MSNP11, but by a client on NS in MSNP2 to MSNP9",
        "f-contacts-msnp12.txt client: REA 25 carol@example.com x | REA does not exist in MSNP12, but by a client on NS in MSNP2 to MSNP9",
        "f-contacts-msnp12.txt client: REM 35 FL alice@example.com | REM: word 3 (contactGuid) should be a GUID",
        "f-contacts-msnp12.txt client: ADD 41 FL alice@example.com x | ADD does not exist in MSNP12, but by a client on NS in MSNP2 to MSNP9",
        "f-contacts-msnp13.txt client: GTC 8 A | GTC does not exist in MSNP13, but by either side on NS in MSNP2 to MSNP12",
        "f-contacts-msnp15.txt client: GTC 8 A | GTC does not exist in MSNP15, but by either side on NS in MSNP2 to MSNP12",
        "f-contacts-msnp18.txt client: GTC 8 A | GTC does not exist in MSNP18, but by either side on NS in MSNP2 to MSNP12",
        "f-contacts-msnp2.txt client: ADD 12 XX alice@example.com x | ADD: word 2 (list) should be FL or AL or BL",
        "f-contacts-msnp2.txt client: REM 30 RL alice@example.com | REM: word 2 (list) should be FL or AL or BL",
        "f-contacts-msnp7.txt client: ADD 16 XX alice@example.com x | ADD: word 2 (list) should be FL or AL or BL",
        "f-contacts-msnp7.txt client: REM 48 RL alice@example.com | REM: word 2 (list) should be FL or AL or BL",
        "f-contacts-msnp8.txt client: ADD 15 XX alice@example.com x | ADD: word 2 (list) should be FL or AL or BL",
        "f-contacts-msnp8.txt client: REM 47 RL alice@example.com | REM: word 2 (list) should be FL or AL or BL",
        "f-contacts-msnp9.txt client: ADD 15 XX alice@example.com x | ADD: word 2 (list) should be FL or AL or BL",
        "f-contacts-msnp9.txt client: REM 47 RL alice@example.com | REM: word 2 (list) should be FL or AL or BL",
        "g1-ver.txt client: VER abc MSNP8 CVR0 | VER: word 1 (trid) should be a transaction id (0 to 4294967295)",
        "g1-ver.txt client: VER | VER: word 1 (trid) is missing; it should be a transaction id (0 to 4294967295)",
        "g1-ver.txt client: CVR 0 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602 MSMSGS | CVR: word 9 (passport) is missing; it should be the address of an account",
        "g1-ver.txt client: CVR 3 0x0409 winnt | CVR: word 4 (systemVersion) is missing; it should be a word",
        "g2-parser.txt client: ver 1 MSNP8 CVR0 | does not begin with a verb of three capitals or a code of three digits",
        "g2-parser.txt client:  | an empty line",
        "g2-parser.txt client: XYZ 2 foo | unknown verb XYZ",
        "g2-parser.txt client: fault | QRY at offset 18 announces no readable payload length: the peer broke the protocol",
        "g3-ns-misc.txt client: XFR 8 NS | XFR: word 2 (to) should be SB",
        "g3-ns-misc.txt client: CHG 13 BSY abc | CHG: word 3 (capabilities) should be capabilities, an unsigned 32-bit number",
        "g3-ns-misc.txt client: FND 17 fname=a | FND does not exist in MSNP8, but by a client on NS in MSNP2 to MSNP7",
        "g3-ns-misc.txt client: LSG 18 | LSG does not exist in MSNP8, but by a client on NS in MSNP7",
        "g3-ns-misc.txt client: LST 19 FL | LST does not exist in MSNP8, but by a client on NS in MSNP2 to MSNP7",
        "g3-ns-misc.txt client: CHG 22 XXX 0 | CHG: word 2 (status) should be NLN or BSY or IDL or BRB or AWY or PHN or LUN or HDN or FLN",
        "g4-sb-errors.txt client: VER 1 MSNP8 CVR0 | VER is not said here, but by a client on DS, NS in MSNP2 to MSNP21",
        "g4-sb-errors.txt client: PNG | PNG is not said here, but by a client on NS in MSNP2 to MSNP21",
        "g4-sb-errors.txt client: MSG 2 X 1 | MSG: word 2 (ack) should be U or N or A or D or S",
        "l-extra2.txt client: SYN 4 | SYN: word 2 (serial) is missing; it should be a list serial number",
        "l-extra2.txt client: msg 9 A 5 | does not begin with a verb of three capitals or a code of three digits",
        "l-extra2.txt client: hello | does not begin with a verb of three capitals or a code of three digits",
        "l-extra2.txt client: x | does not begin with a verb of three capitals or a code of three digits",
      ]
    `)
  })
})
