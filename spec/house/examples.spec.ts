import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { beforeAll, describe, expect, it } from 'vitest'

import { output, root, run, type Run } from './run.js'

/** What each example prints, to the letter. */
const printed: Readonly<Record<string, ReadonlyArray<string>>> = {
  echo: ['Echo: Hello?', 'Echo: Is anybody there?'],
  'echo.marbles': ['The bot says back what is said to it, and nothing else.'],
  'echo.replay': [
    'the app does not do what was recorded. line 72, 1.441 s: the app says MSG 2 A 129 "HELLO?" on connection 2, ' +
      'where the recorded one says MSG 2 A 129 "Hello?" on connection 2: they differ from byte 138 on',
  ],
  'echo.virtual': ['bot@example.com said back: Hello?'],
  frames: ['MSG bob@example.com Bob 34', '  34 bytes: "BYE carol@example.com\\r\\nOUT OTH\\r\\n.."', 'QNG 50'],
  group: ['Alice: Tea at four? (arrived)', 'Bob: Yes, please.', 'Carol: I shall bring a cake.'],
  logger: [
    ...['Alice is NLN', 'Alice is BSY', 'Alice is LUN', 'Alice is FLN'],
    ...['Bob is NLN', 'Bob is AWY', 'Bob is FLN'],
  ],
  pipeline: [],
  'pipeline.tcp': [
    ...['Redirected', 'Redirected', 'Redirected', 'SignedIn', 'TextReceived'].map((tag) => `the bot: ${tag}`),
    'Alice is told: Hello?',
  ],
  presence: ['Bob ✈ (BSY)', 'Bob ✈ (NLN)'],
  proxy: [
    '0 VER ver INF inf USR xfr',
    '1 VER ver INF inf USR xfr',
    '2 VER ver INF inf USR usr USR usr msg SYN syn gtc blp lst lst lst lst CHG chg nln XFR xfr',
    '3 VER ver INF inf USR usr USR usr msg SYN syn gtc blp lst lst lst lst CHG chg iln rng',
    '4 USR usr CAL cal joi MSG ack msg',
    '5 ANS iro ans msg MSG ack',
  ],
  watch: [
    '0.001 somebody signing in (Negotiating)',
    '0.017 somebody signing in (Naming)',
    '0.072 somebody signing in (Introducing)',
    '0.117 alice@example.com signing in (Introducing)',
    '0.137 nobody is there',
    '0.181 somebody signing in (Negotiating)',
    '0.205 somebody signing in (Naming)',
    '0.261 somebody signing in (Introducing)',
    '0.302 alice@example.com signing in (Introducing)',
    '0.318 alice@example.com signing in (Ticketing)',
    '0.669 alice@example.com signing in (Proving)',
    '0.684 alice@example.com waiting for the contact list, 0 contacts; sees: nobody',
    '0.766 alice@example.com online, 2 contacts; sees: nobody',
    '0.839 alice@example.com online, 2 contacts; sees: Bob ✈ <bob@example.com> BSY',
    '1.872 alice@example.com online, 2 contacts; sees: Bob ✈ <bob@example.com> NLN',
    '2.530 alice@example.com online, 2 contacts; sees: Bob ✈ <bob@example.com> NLN | alice@example.com in a conversation that opens, with: nobody yet',
    '2.545 alice@example.com online, 2 contacts; sees: Bob ✈ <bob@example.com> NLN | alice@example.com in a conversation, with: nobody yet',
    '2.586 alice@example.com online, 2 contacts; sees: Bob ✈ <bob@example.com> NLN | alice@example.com in a conversation, with: nobody yet, invited: bob@example.com',
    '2.786 alice@example.com online, 2 contacts; sees: Bob ✈ <bob@example.com> NLN | alice@example.com in a conversation, with: nobody yet, invited: bob@example.com | bob@example.com in a conversation that opens, with: nobody yet',
    '2.802 alice@example.com online, 2 contacts; sees: Bob ✈ <bob@example.com> NLN | alice@example.com in a conversation, with: nobody yet, invited: bob@example.com | bob@example.com in a conversation that opens, with: alice@example.com',
    '2.803 alice@example.com online, 2 contacts; sees: Bob ✈ <bob@example.com> NLN | alice@example.com in a conversation, with: nobody yet, invited: bob@example.com | bob@example.com in a conversation, with: alice@example.com',
    '2.805 alice@example.com online, 2 contacts; sees: Bob ✈ <bob@example.com> NLN | alice@example.com in a conversation, with: bob@example.com | bob@example.com in a conversation, with: alice@example.com',
    '7.647 alice@example.com online, 2 contacts; sees: Bob ✈ <bob@example.com> NLN | alice@example.com in a conversation, with: bob@example.com',
    '7.663 alice@example.com online, 2 contacts; sees: Bob ✈ <bob@example.com> NLN | alice@example.com in a conversation, with: nobody yet',
    '8.164 alice@example.com online, 2 contacts; sees: Bob ✈ <bob@example.com> NLN | alice@example.com in a conversation, with: nobody yet, invited: carol@example.com',
    '8.181 alice@example.com online, 2 contacts; sees: Bob ✈ <bob@example.com> NLN | alice@example.com in a conversation, with: nobody yet',
    '8.482 alice@example.com online, 2 contacts; sees: Bob ✈ <bob@example.com> NLN',
    '8.884 nobody is there',
  ],
}

const names = readdirSync(join(root, 'examples')).flatMap((file) => /^(.*)\.ts$/.exec(file)?.[1] ?? [])
const pathOf = (name: string): string => join(root, 'examples', `${name}.ts`)

describe('the examples', () => {
  let ran: Readonly<Record<string, Run>> = {}
  beforeAll(async () => {
    ran = JSON.parse(await output(process.execPath, ['spec/house/modules.mjs', ...names.map(pathOf)])) as typeof ran
  })

  it.each(names)('%s runs offline, and prints what it should', (name) => {
    const { stdout, stderr, code } = ran[pathOf(name)]!
    expect(stderr).toBe('')
    expect(stdout.split('\n').slice(0, -1)).toEqual(printed[name])
    expect(code).toBe(0)
  })

  it('are run by their names', async () => {
    expect(await output(process.execPath, ['examples/run.mjs', 'echo'])).toBe(`${printed['echo']!.join('\n')}\n`)
    expect((await run(process.execPath, ['examples/run.mjs', 'nothing'])).code).toBe(2)
  })
})
