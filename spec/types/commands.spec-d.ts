import type { Observable } from 'rxjs'
import { describe, expectTypeOf, it } from 'vitest'

import { dialectNamed } from '../../lib/commands/dialects.js'
import { fitted, forms } from '../../lib/commands/fit.js'
import {
  commands,
  ofFailure,
  ofVerb,
  type Command,
  type CommandIn,
  type Decoded,
  type Failure,
  type MsnObject,
  type Question,
  type ServiceReply,
  type SessionEvent,
  type Undecodable,
} from '../../lib/index.js'

describe('the types of commands', () => {
  it('come from their rows', () => {
    expectTypeOf<CommandIn<'Nln2'>['name']>().toEqualTypeOf<string>()
    expectTypeOf<CommandIn<'Nln9'>['object']>().toEqualTypeOf<MsnObject | undefined>()
    expectTypeOf<CommandIn<'VerOffer'>['offers']>().toEqualTypeOf<ReadonlyArray<string>>()
    expectTypeOf<CommandIn<'UsrMd5Start'>['package']>().toEqualTypeOf<'MD5'>()
    expectTypeOf<CommandIn<'MsgSend'>['payload']>().toEqualTypeOf<Uint8Array>()
    expectTypeOf<CommandIn<'MsgSend'>['trid']>().toEqualTypeOf<number>()
  })

  it('are narrowed by class and verb', () => {
    const check = (command: Command<'server', 'NS'>): void => {
      if (command._tag === 'Payload') expectTypeOf(command.payload).toEqualTypeOf<Uint8Array>()
      if (command._tag === 'Normal') expectTypeOf(command.trid).toEqualTypeOf<number>()
      if (command.verb === 'QNG') expectTypeOf(command).toEqualTypeOf<CommandIn<'Qng2'> | CommandIn<'Qng9'>>()
      // @ts-expect-error a server on NS never says JOI
      if (command.verb === 'JOI') return
    }
    expectTypeOf(check).toBeFunction()
  })

  it('differ by side and kind of server', () => {
    expectTypeOf<Extract<Command<'client', 'SB'>, { verb: 'CAL' }>>().toEqualTypeOf<CommandIn<'CalAsk'>>()
    expectTypeOf<Extract<Command<'server', 'SB'>, { verb: 'CAL' }>>().toEqualTypeOf<CommandIn<'Cal'>>()
    expectTypeOf<Extract<Command<'client', 'NS'>, { verb: 'CAL' }>>().toEqualTypeOf<never>()
  })

  it('differ by dialect, where it is told', () => {
    const read = (bytes: Observable<Uint8Array>) =>
      bytes.pipe(commands({ from: 'server', on: 'NS', dialect: 'MSNP8' }), ofVerb('FLN', 'LST'))
    expectTypeOf(read).returns.toEqualTypeOf<Observable<CommandIn<'Fln2'> | CommandIn<'Lst8'>>>()
    expectTypeOf<Extract<Command<'server', 'NS', 16>, { verb: 'FLN' }>>().toEqualTypeOf<CommandIn<'Fln16'> | CommandIn<'Fln18'>>()
  })

  it('hold failures from servers only', () => {
    expectTypeOf<Extract<Decoded<'server'>, { _tag: 'Failure' }>>().toEqualTypeOf<Failure>()
    expectTypeOf<Extract<Decoded<'client'>, { _tag: 'Failure' }>>().toEqualTypeOf<never>()
    expectTypeOf<Extract<Decoded<'client'>, { _tag: 'Undecodable' }>>().toEqualTypeOf<Undecodable>()
  })

  it('pass through the operators', () => {
    const read = (bytes: Observable<Uint8Array>) => bytes.pipe(commands({ from: 'server', on: 'SB' }), ofVerb('ACK', 'NAK'))
    expectTypeOf(read).returns.toEqualTypeOf<Observable<CommandIn<'Ack'> | CommandIn<'Nak'>>>()
  })

  it('are asked for by verbs that can come', () => {
    const ns = (bytes: Observable<Uint8Array>) => bytes.pipe(commands({ from: 'server', on: 'NS' }))
    const said = (bytes: Observable<Uint8Array>) => bytes.pipe(commands({ from: 'client', on: 'NS', dialect: 'MSNP8' }))
    const check = (bytes: Observable<Uint8Array>): void => {
      // @ts-expect-error a notification server says no CAL
      ns(bytes).pipe(ofVerb('CAL'))
      // @ts-expect-error not even beside others
      ns(bytes).pipe(ofVerb('NLN', 'CAL'))
      // @ts-expect-error nor by a call
      ofVerb('CAL')(ns(bytes))
      // @ts-expect-error NLN comes from servers
      said(bytes).pipe(ofVerb('NLN'))
      // @ts-expect-error ADC begins with MSNP10
      said(bytes).pipe(ofVerb('ADC'))
      // @ts-expect-error failures come from servers
      said(bytes).pipe(ofFailure(911))
      // @ts-expect-error no server says XYZ
      ns(bytes).pipe(ofVerb('XYZ'))
    }
    expectTypeOf(check).toBeFunction()
    const any = (bytes: Observable<Uint8Array>) => bytes.pipe(commands({ from: 'server' }), ofVerb('CAL', 'NLN'))
    expectTypeOf(any).returns.toEqualTypeOf<Observable<Extract<Command<'server'>, { verb: 'CAL' | 'NLN' }>>>()
    const failed = (bytes: Observable<Uint8Array>) => ns(bytes).pipe(ofFailure())
    expectTypeOf(failed).returns.toEqualTypeOf<Observable<Failure>>()
  })

  it('are the replies to questions that those can have', () => {
    type Replied = Extract<SessionEvent, { _tag: 'Replied' }>
    expectTypeOf<Replied['reply']>().toEqualTypeOf<ServiceReply>()
    expectTypeOf<Replied['reply']['verb']>().toEqualTypeOf<Question['verb']>()
    expectTypeOf<Replied['intent']['question']>().toEqualTypeOf<Question>()
    const check = ({ reply }: Replied): void => {
      expectTypeOf(reply.trid).toEqualTypeOf<number>()
      if (reply.verb === 'URL') expectTypeOf(reply.postUrl).toEqualTypeOf<string>()
      // @ts-expect-error nobody asks for NLN
      if (reply.verb === 'NLN') return
    }
    expectTypeOf(check).toBeFunction()
  })
})

describe('a fitted command', () => {
  it('is typed by its verb, and so is what is offered', () => {
    const fit = fitted('server')
    const dialect = dialectNamed('MSNP8')
    const offer = { status: 'NLN', name: 'B', passport: 'b@example.com', network: 1, unknown: 5 } as const
    expectTypeOf(fit(dialect, 'Async', 'NLN', offer)).toEqualTypeOf<
      CommandIn<'Nln2'> | CommandIn<'Nln8'> | CommandIn<'Nln9'> | CommandIn<'Nln14'> | CommandIn<'Nln16'> | CommandIn<'Nln18'>
    >()
    fit(dialect, 'Async', 'NLN', { ...offer, capabilities: forms({ client: 1, extended: 2 }, 1) })
    // @ts-expect-error capabilities are no text
    fit(dialect, 'Async', 'NLN', { ...offer, capabilities: forms('none') })
    // @ts-expect-error every shape of NLN has a status
    fit(dialect, 'Async', 'NLN', { name: 'B' })
    // @ts-expect-error a reply has a transaction id
    fit(dialect, 'Normal', 'ILN', offer)
    // @ts-expect-error no client says NLN
    fitted('client')(dialect, 'Async', 'NLN', offer)
  })
})
