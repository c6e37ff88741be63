import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import { describe, expect, it } from 'vitest'

import { answer, productNamed } from '../../../lib/auth/challenge.js'
import { servicePaths } from '../../../lib/auth/services.js'
import type { Dialect } from '../../../lib/commands/dialects.js'
import { readMailNotice } from '../../../lib/payloads/mail.js'
import { readMime } from '../../../lib/payloads/mime.js'
import { readOfflineText, writeOfflineText } from '../../../lib/payloads/offline.js'
import { secret } from '../../../lib/payloads/secret.js'
import { deleteMessages, getMessage, getMetadata } from '../../../lib/payloads/soap/offlinemail.js'
import { storeOffline, type StoreHead } from '../../../lib/payloads/soap/offlinestore.js'
import type { Operation } from '../../../lib/payloads/soap/operation.js'
import type { HostSettings } from '../../../lib/host/settings.js'
import { bytesOf, toByteText } from '../../../lib/wire/text.js'
import { among, show, signIn, ssoTicketOf, withSessions, type Driver } from '../driver.js'

const product = 'PROD0119GSJUC$18'
const run = '3c6a1b52-0f5d-4e1a-9c77-2b1d5a6e0f11'

const ask = <H, Q, A>(
  driver: Driver,
  { action, service, writeRequest, readAnswer }: Operation<H, Q, A>,
  head: H,
  request: Q,
) => {
  const { response, lines } = driver.post(
    servicePaths[service as 'offlineMail' | 'offlineStore'],
    writeRequest(head, request),
    {
      SOAPAction: `"${action}"`,
    },
  )
  return { response, lines, answer: readAnswer(response.body) }
}

/** A ticket of somebody who is signed in. */
const ticketFor = (driver: Driver, name: string) =>
  secret(ssoTicketOf(driver, `${name}@example.com`, `${name}-pw`).ticket)

const challengeIn = (answer: E.Either<unknown, unknown>): string | undefined =>
  E.isLeft(answer) ? (answer.left as { fault?: { challenge?: string } }).fault?.challenge : undefined

/** What went wrong. */
const faultIn = (answer: E.Either<unknown, unknown>) =>
  E.isLeft(answer) ? (answer.left as { fault?: object }).fault : undefined

const contentOf = (text: string, sequence = 1) => writeOfflineText({ text, run, sequence })

const headOf = (driver: Driver, more: Partial<StoreHead> = {}): StoreHead => ({
  from: 'alice@example.com',
  name: 'Alice Ä',
  to: 'bob@example.com',
  ticket: ticketFor(driver, 'alice'),
  appId: product,
  lockKey: '',
  sequence: 1,
  dialect: 'MSNP15',
  ...more,
})

/** Alice sends to Bob, and answers the question before it. */
const store = (driver: Driver, text: string, more: Partial<StoreHead> = {}) => {
  const head = headOf(driver, more)
  const question =
    challengeIn(ask(driver, storeOffline, head, { content: contentOf(text, head.sequence) }).answer) ?? ''
  const known = productNamed(product)
  const lockKey = O.isSome(known) ? answer(15)(known.value)(question) : ''
  return ask(driver, storeOffline, { ...head, lockKey }, { content: contentOf(text, head.sequence) })
}

const open = (alice: Dialect = 'MSNP15', settings: Partial<HostSettings> = {}): Driver => {
  const driver = withSessions(among(settings), { alice })
  show(driver, 'alice')
  return driver
}

/** The notice about mail in the lines for a connection. */
const mailIn = (lines: ReadonlyArray<string>, link: string) => {
  const line = lines.find((each) => each.startsWith(`${link} < MSG Hotmail `) && each.includes('notification'))
  const at = line?.indexOf('\r\n') ?? 0
  return line === undefined
    ? undefined
    : O.toUndefined(readMailNotice(readMime(bytesOf(toByteText(line.slice(at + 2))))))
}

const messagesIn = (notice: ReturnType<typeof mailIn>) =>
  notice !== undefined && 'data' in notice && notice.data?._tag === 'MailData' ? notice.data.messages : undefined

describe('the first status', () => {
  it.each<readonly [Dialect, boolean]>([
    ['MSNP10', false],
    ['MSNP11', true],
    ['MSNP15', true],
    ['MSNP18', true],
  ])('in %s tells how much mail there is: %s', (dialect, isTold) => {
    const driver = withSessions(among(), { alice: dialect })
    const said = show(driver, 'alice')
    expect(mailIn(said, 'alice')?._tag).toBe(isTold ? 'InitialMailData' : undefined)
    expect(mailIn(show(driver, 'alice', 'BSY'), 'alice')).toBeUndefined()
    // As Escargot has it, byte by byte.
    if (isTold)
      expect(said.find((line) => line.includes('MSG Hotmail'))).toMatch(/^alice < MSG Hotmail Hotmail 195\r\n/)
  })
})

describe('a message to somebody who is offline', () => {
  it('is asked a question for first, with the answer of a known product', () => {
    const driver = open()
    const asked = ask(driver, storeOffline, headOf(driver), { content: contentOf('hi') })
    expect(asked.response.status).toBe(500)
    expect(faultIn(asked.answer)).toMatchObject({
      code: 'AuthenticationFailed',
      challenge: expect.stringMatching(/^\d+$/),
    })
    for (const more of [{ lockKey: 'x'.repeat(32) }, { appId: 'PROD0' }])
      expect(
        challengeIn(ask(driver, storeOffline, headOf(driver, more), { content: contentOf('hi') }).answer),
      ).toBeDefined()
    expect(driver.state().offlineMessages.size).toBe(0)
  })

  it('waits, is announced, fetched, and deleted', () => {
    const driver = open()
    expect(E.isRight(store(driver, 'while you were out €').answer)).toBe(true)
    expect(driver.notices).toContainEqual({ _tag: 'OfflineMessageKept', from: 'alice@example.com', to: 'bob@example.com' })

    signIn(driver, 'bob', 'MSNP16')
    const [told] = messagesIn(mailIn(show(driver, 'bob'), 'bob')) ?? []
    expect(told).toMatchObject({ type: 11, sender: 'alice@example.com', name: 'Alice Ä', read: false })
    expect(told?.id).toMatch(/^[\dA-F]{8}(?:-[\dA-F]{4}){3}-[\dA-F]{12}$/)

    const head = { ticket: ticketFor(driver, 'bob') }
    const all = ask(driver, getMetadata, head, {}).answer
    expect(all).toMatchObject({ right: { messages: [{ id: told!.id, sender: 'alice@example.com' }] } })
    const one = ask(driver, getMessage, head, { id: told!.id! }).answer
    const mail = E.isRight(one) ? one.right.mail : ''
    expect(readOfflineText(mail)).toMatchObject({
      from: 'alice@example.com',
      name: 'Alice Ä',
      text: 'while you were out €',
      run,
      sequence: 1,
      date: '23 Apr 2005 18:57:44 +0000',
    })
    expect(told?.size).toBe(mail.length)

    const gone = ask(driver, deleteMessages, head, { ids: [told!.id!.toLowerCase()] })
    expect(E.isRight(gone.answer)).toBe(true)
    expect(mailIn(gone.lines, 'bob')).toEqual({ _tag: 'MailMoved', from: '.!!OIM', to: '.!!trAsH', delta: 1 })
    expect(driver.state().offlineMessages.size).toBe(0)
  })

  it('is announced at once to who is there after all', () => {
    const driver = withSessions(open(), { bob: 'MSNP13' })
    show(driver, 'bob', 'HDN')
    const notice = mailIn(store(driver, 'hello').lines, 'bob')
    expect(notice?._tag).toBe('OfflineMessageCame')
    expect(messagesIn(notice)).toMatchObject([{ sender: 'alice@example.com', folder: '.!!OIM' }])
  })

  it('is one that says from MSNP18 on', () => {
    const driver = open('MSNP18')
    const text =
      'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nDest-Agent: client\r\n\r\nwhile you were out'
    expect(driver.hear('alice', `UUM 6 bob@example.com 1 1 ${text.length}\r\n${text}`)).toEqual([])
    signIn(driver, 'bob', 'MSNP15')
    expect(messagesIn(mailIn(show(driver, 'bob'), 'bob'))).toMatchObject([
      { sender: 'alice@example.com', name: 'Alice A' },
    ])
    expect(driver.state().offlineMessages.get('bob@example.com')?.[0]?.text).toBe('while you were out')
  })

  it.each<readonly [string, Partial<StoreHead>, string]>([
    ['of somebody else', { from: 'carol@example.com' }, 'AuthenticationFailed'],
    ['with a ticket that is none', { ticket: secret('t=1.abc&p=') }, 'AuthenticationFailed'],
    ['to nobody', { to: 'nobody@example.com' }, 'SystemUnavailable'],
  ])('%s is refused', (_, more, code) => {
    const driver = open()
    expect(faultIn(store(driver, 'hi', more).answer)).toMatchObject({ code })
    expect(driver.state().offlineMessages.size).toBe(0)
  })

  it('is refused by who blocks', () => {
    const driver = withSessions(open(), { bob: 'MSNP8' })
    driver.hear('bob', 'REM 8 AL alice@example.com', 'ADD 9 BL alice@example.com x', 'OUT')
    expect(faultIn(store(driver, 'hi').answer)).toMatchObject({ code: 'SystemUnavailable' })
  })

  it('is refused where its number is not that of its header, and where it is too long', () => {
    const driver = open('MSNP15', { limits: { offlineMessage: 10 } })
    expect(faultIn(store(driver, 'x'.repeat(11)).answer)).toMatchObject({ code: 'InvalidContent' })
    expect(E.isRight(store(driver, 'x'.repeat(10)).answer)).toBe(true)
    const head = headOf(driver)
    const question = challengeIn(ask(driver, storeOffline, head, { content: contentOf('hi') }).answer) ?? ''
    const known = productNamed(product)
    const lockKey = O.isSome(known) ? answer(15)(known.value)(question) : ''
    const odd = ask(driver, storeOffline, { ...head, lockKey }, { content: contentOf('hi', 2) })
    expect(faultIn(odd.answer)).toMatchObject({ code: 'InvalidContent' })
  })

  it.each<readonly [string, Partial<HostSettings>]>([
    ['one account', { limits: { offlineMessagesPerAccount: 2 } }],
    ['all', { limits: { offlineMessages: 2 } }],
  ])('is refused where too many wait for %s', (_, settings) => {
    const driver = open('MSNP15', settings)
    for (const sequence of [1, 2]) expect(E.isRight(store(driver, 'hi', { sequence }).answer)).toBe(true)
    expect(faultIn(store(driver, 'hi', { sequence: 3 }).answer)).toMatchObject({ code: 'SystemUnavailable' })
  })

  it('is not announced one by one where there are more than 25', () => {
    const driver = open()
    for (let sequence = 1; sequence <= 26; sequence++) store(driver, 'hi', { sequence })
    signIn(driver, 'bob', 'MSNP15')
    expect(mailIn(show(driver, 'bob'), 'bob')).toMatchObject({ data: { _tag: 'TooLarge' } })
    const all = ask(driver, getMetadata, { ticket: ticketFor(driver, 'bob') }, {}).answer
    expect(E.isRight(all) && all.right._tag === 'MailData' ? all.right.messages.length : 0).toBe(26)
  })
})

describe('what waits for somebody', () => {
  it('is for nobody else, and for nobody who is not signed in', () => {
    const driver = open()
    store(driver, 'hi')
    const id = driver.state().offlineMessages.get('bob@example.com')![0]!.id
    const ticket = ticketFor(driver, 'alice')
    expect(E.isLeft(ask(driver, getMessage, { ticket }, { id }).answer)).toBe(true)
    expect(E.isLeft(ask(driver, deleteMessages, { ticket }, { ids: [id] }).answer)).toBe(true)
    expect(ask(driver, getMetadata, { ticket: ticketFor(driver, 'bob') }, {}).response.status).toBe(403)
    expect(driver.state().offlineMessages.size).toBe(1)
  })

  it('is deleted as it is named, all of it or nothing', () => {
    const driver = open()
    store(driver, 'one')
    store(driver, 'two', { sequence: 2 })
    signIn(driver, 'bob', 'MSNP15')
    show(driver, 'bob')
    const ids = driver
      .state()
      .offlineMessages.get('bob@example.com')!
      .map(({ id }) => id)
    const head = { ticket: ticketFor(driver, 'bob') }
    expect(E.isLeft(ask(driver, deleteMessages, head, { ids: [ids[0]!, 'x'] }).answer)).toBe(true)
    expect(driver.state().offlineMessages.get('bob@example.com')).toHaveLength(2)
    ask(driver, deleteMessages, head, { ids: [ids[0]!] })
    expect(
      driver
        .state()
        .offlineMessages.get('bob@example.com')
        ?.map(({ text }) => text),
    ).toEqual(['two'])
  })
})
