import fc from 'fast-check'

import { encodeIn, type Decoded, type Encodable } from '../../lib/commands/codec.js'
import type { Dialect } from '../../lib/commands/dialects.js'
import type { ServerKind } from '../../lib/commands/row.js'
import { scopeOf } from '../../lib/commands/scope.js'
import { allPlans } from '../../lib/commands/verbs.js'
import type { CloseReason, HttpResponse } from '../../lib/core/effects.js'
import type { Intent } from '../../lib/client/intents/intents.js'
import { fieldShapes } from '../../lib/client/intents/table.js'
import { MessageShape } from '../../lib/payloads/shapes.js'
import { writeFault } from '../../lib/payloads/soap/envelope.js'
import { findAll } from '../../lib/payloads/soap/book.js'
import { findMembership } from '../../lib/payloads/soap/membership.js'
import { textMessage } from '../../lib/payloads/text.js'
import { utf8Bytes } from '../../lib/wire/text.js'
import { commandsOf } from '../support/arbitrary.js'
import { intentsWith, valuesOf } from '../support/intents.js'
import { addressBook, memberships } from './book.js'
import { allIssued, granted, issuedFor, nexusAnswer } from './driver.js'

/** What every row that a server of a kind says in a dialect may bring, drawn from the rows. */
export const commandsFrom = (on: ServerKind, dialect: Dialect): fc.Arbitrary<Decoded<'server'>> => {
  const scope = scopeOf({ on, dialect })
  const plans = allPlans.filter(
    ({ row, dialects, kinds }) =>
      row.from !== 'client' && (dialects & scope.dialects) !== 0 && (kinds & scope.kinds) !== 0,
  )
  const commands = plans.flatMap(({ row }) => commandsOf(row) ?? [])
  return fc
    .oneof(...commands)
    .filter((command) => encodeIn('server')(scope, command as Encodable)._tag === 'Right')
    .map((command) => command as unknown as Decoded<'server'>)
}

/** A numeric failure, to a small transaction id or to none. */
export const failures: fc.Arbitrary<Decoded<'server'>> = fc
  .record({
    code: fc.constantFrom(201, 205, 215, 217, 280, 500, 540, 800, 911, 913),
    trid: fc.option(fc.nat({ max: 20 })),
  })
  .map(({ code, trid }) => ({
    _tag: 'Failure',
    verb: String(code),
    code,
    name: 'Some',
    meaning: 'whatever',
    info: [],
    ...(trid === null ? {} : { trid }),
  }))

/** A line that cannot be read. */
export const undecodables: fc.Arbitrary<Decoded<'server'>> = fc.constantFrom('', 'XYZ 1', 'VER', 'ILN').map((line) => ({
  _tag: 'Undecodable',
  frame: { line, end: '\r\n', payload: undefined },
  reason: line === '' ? { _tag: 'EmptyLine' } : { _tag: 'UnknownVerb', verb: line.slice(0, 3) },
}))

export const closings: fc.Arbitrary<CloseReason> = fc.constantFrom<CloseReason>(
  { _tag: 'Ended' },
  { _tag: 'Reset' },
  { _tag: 'Broken', problem: 'no line ends' },
  { _tag: 'Unsayable', problem: 'MSG' },
)

const saying = (body: Uint8Array, status = 200): HttpResponse => ({ status, headers: {}, body })

/** What an HTTP server may bring. */
export const answers: fc.Arbitrary<HttpResponse | CloseReason> = fc.oneof(
  fc.constantFrom<HttpResponse>(
    nexusAnswer,
    granted,
    allIssued,
    issuedFor('contacts.msn.com'),
    saying(findMembership.writeAnswer(memberships)),
    saying(findAll.writeAnswer(addressBook)),
    saying(writeFault({ code: 'FailedAuthentication', text: 'Authentication Failure' })),
    saying(writeFault({ code: 'Redirect', redirect: 'https://b.example.com/RST.srf' })),
    saying(writeFault({ code: 'Client', error: 'FullSyncRequired' }), 500),
    saying(utf8Bytes('<html></html>'), 403),
    { status: 200, headers: {} },
    { status: 401, headers: {} },
    {
      status: 302,
      headers: { 'Authentication-Info': 'Passport1.4 da-status=redir', Location: 'https://b.example.com/' },
    },
  ),
  closings,
)

const participants = fc.constantFrom(
  'bob@example.com',
  'Carol@example.com',
  'dave@example.com',
  'no address',
  'alice@example.com',
)
const talks = fc.constantFrom('C1', 'C2', 'C3', 'tea time')
const groups = fc.constantFrom('Friends', '0', '1', 'd35fe492-0a6e-43d3-97ae-64b3a45919dd', 'Nobody')
const names = fc.constantFrom('', 'Bob B', '☃ 100%', 'a\r\nb')
const messages = fc.oneof(
  fc.constantFrom('hello', 'x'.repeat(4000), '').map((text) => textMessage(text)),
  fc.constant({ _tag: 'Typing', user: 'alice@example.com', headers: [] } as const),
  valuesOf(MessageShape),
)

/** Anything that may be wanted. */
export const intents: fc.Arbitrary<Intent> = intentsWith({
  [fieldShapes.passport.name]: participants,
  [fieldShapes.conversation.name]: talks,
  [fieldShapes.group.name]: groups,
  [fieldShapes.name.name]: names,
  [MessageShape.name]: messages,
})
