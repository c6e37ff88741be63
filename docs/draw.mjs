// npm run diagrams: draws the machines of the built package into docs/machines.md; with --print, to standard output.
import { writeFileSync } from 'node:fs'

import { dialectNamed, sessionSettings } from '../dist/index.js'
import {
  contactList,
  diagram,
  hostCharts,
  joinCharts,
  keepingAlive,
  selfMoves,
  signin,
  switchboard,
  syncing,
  ticketing,
} from '../dist/machines.js'

const server = { host: 'server.example.com', port: 1863 }
const settings = sessionSettings({ passport: 'alice@example.com', password: '', server })

const login = signin(settings, { address: server, links: 0, trid: 1 }).chart

const machines = [
  ['Signing in, sent on from server to server', 'lib/client/login/login.ts', joinCharts(login, { SentOn: login })],
  ['The account, and its contact list', 'lib/client/contacts/contactList.ts', contactList(settings).chart],
  ['A Passport ticket', 'lib/client/login/ticketing.ts', ticketing(settings)('ticket', { _tag: 'Passport', challenge: '' }).chart],
  ['A contact list on its way, up to MSNP12', 'lib/client/contacts/sync.ts', syncing(dialectNamed('MSNP12'), undefined, 0).chart],
  ['Keeping a connection alive', 'lib/client/connection/keepalive.ts', keepingAlive('NS 1', 0).chart],
  ['A conversation', 'lib/client/switchboard/switchboard.ts', switchboard.chart],
  ['The server: a connection to a dispatch server', 'lib/host/dispatch.ts', hostCharts.DS],
  ['The server: a connection to a notification server', 'lib/host/notification.ts', hostCharts.NS],
  ['The server: a connection to a switchboard', 'lib/host/switchboard/switchboard.ts', hostCharts.SB],
]

const page = [
  '# Machines',
  '',
  'The charts of the machines, drawn by `npm run diagrams` from the tables in their files. An arrow is labelled with the verbs of commands, or with events:',
  '`Opened` and `Closed` of the connection, `Elapsed` of a deadline, `Fetched` of a request, `Submitted` of an intent,',
  '`Unsayable` for a command of ours that could not be written,',
  '`Failure` for a numeric failure, `Undecodable` for what cannot be decoded. The parts of a session send each other the signals',
  '`Online` (signed in), `Leaving` (redirected), `Over`, `Doing` (an intent that waited), `Unanswered` (a request), `Called` (a',
  'service has answered). A conversation begins in `Ringing` (`answeringSwitchboard`) or in `Awaiting`',
  '(`openingSwitchboard`); `Transferred` and `NotTransferred` are the replies of the notification',
  'server. The timers of the server are `EntryOver` (nobody signed in), `Tick` (nothing',
  'was received), `ChallengeDue` and `AnswerOver` (of a challenge), `IdleOver` (a switchboard is idle), and `Calm` (the rate limit is reset).',
  '',
  ...machines.flatMap(([title, file, chart]) => [
    `## ${title}`,
    '',
    `[${file}](../${file})`,
    '',
    '```mermaid',
    diagram(chart),
    '```',
    '',
    ...selfMoves(chart).map(([state, kinds]) => `- *${state}* stays on ${kinds.join(', ')}.`),
    ...(selfMoves(chart).length === 0 ? [] : ['']),
  ]),
].join('\n')

if (process.argv.includes('--print')) process.stdout.write(page)
else writeFileSync(new URL('machines.md', import.meta.url), page)
