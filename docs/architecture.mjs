// npm run architecture: draws docs/architecture.md from the sentences at the heads of files and folders; with --print, to standard output.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'

const root = new URL('../', import.meta.url)
const textOf = (path) => readFileSync(new URL(path, root), 'utf8').replaceAll('\r\n', '\n')
const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs')

const entriesOf = (folder) =>
  readdirSync(new URL(`${folder}/`, root), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
const filesOf = (folder) => entriesOf(folder).filter((entry) => entry.isFile() && entry.name.endsWith('.ts')).map(({ name }) => `${folder}/${name}`)
const foldersOf = (folder) => entriesOf(folder).filter((entry) => entry.isDirectory()).map(({ name }) => `${folder}/${name}`)

/** One paragraph as one line; nothing, if it is no sentence. */
const sentence = (text) => {
  const line = text.replaceAll(/\s*\n\s*(?:\* ?)?/g, ' ').trim()
  return /^\S.*\.$/.test(line) ? line : undefined
}

/** The sentence of a file: a comment before all else, and not right before a declaration, to which it would belong. */
const ofFile = (path) => {
  const [, comment = '', next = ''] = /^(?:#!.*\n)?\/\*\*\s([\s\S]*?)\*\/\n(.*)/.exec(textOf(path)) ?? []
  const isOfFile = /^(?:$|\/\*\*|\/\/|import |export (?:type )?[{*])/.test(next)
  return isOfFile ? sentence(comment.replace(/^\s*\* /, '').split(/\n \*\n/)[0]) : undefined
}

/** The sentence of a folder: the first paragraph of its README.md. */
const ofFolder = (path) =>
  entriesOf(path).some(({ name }) => name === 'README.md') ? sentence(textOf(`${path}/README.md`).trim().split('\n\n')[0]) : undefined

const missing = []
const said = (path, text) => {
  if (text === undefined) missing.push(path)
  return text ?? ''
}

const link = (path, name = path) => `[${name}](../${path})`

/** A table of the files of a folder, and then each folder in it. */
const tree = (folder, depth) => [
  `${'#'.repeat(depth)} ${folder}`,
  '',
  ...(folder === 'lib' ? ['What users import, and what puts the layers together.'] : [said(`${folder}/`, ofFolder(folder))]),
  '',
  ...(filesOf(folder).length === 0 ? [] : ['| file | |', '| --- | --- |']),
  ...filesOf(folder).map((path) => `| ${link(path, basename(path))} | ${said(path, ofFile(path)).replaceAll('|', '\\|')} |`),
  ...(filesOf(folder).length === 0 ? [] : ['']),
  ...foldersOf(folder).flatMap((each) => tree(each, Math.min(depth + 1, 5))),
]

/** What is imported by whom, out of the comments of the rules: `lib/wire imports fp-ts, and nothing else.` */
const layers = forbidden.flatMap(({ name, comment }) => {
  const [, folder, list] = /^lib\/(\w+) imports (.*), and nothing else\.$/.exec(comment) ?? []
  if (folder !== name) return []
  const all = list.split(', ')
  const isOurs = (each) => forbidden.some((rule) => rule.name === each.split('/')[0])
  return [[name, all.filter(isOurs), all.filter((each) => !isOurs(each))]]
})
/** Whether a layer may import another one by way of a third. */
const folders = (name) => [...new Set(layers.find(([layer]) => layer === name)[1].map((each) => each.split('/')[0]))]
const leadsTo = (from, to) => folders(from).some((each) => each === to || leadsTo(each, to))
/** The arrows that say something: not those that others imply. */
const arrows = layers.flatMap(([name]) =>
  folders(name)
    .filter((each) => !folders(name).some((other) => other !== each && leadsTo(other, each)))
    .map((each) => `  ${each} --> ${name}`),
)
const otherRules = forbidden.filter(({ name }) => !layers.some(([layer]) => layer === name))

/** What a reader looks for, and the file that has it. */
const subjects = [
  ['bytes become frames', 'lib/wire/feed.ts'],
  ['frames become commands', 'lib/commands/codec.ts'],
  ['a command of a dialect is declared', 'lib/commands/rows'],
  ['what a dialect can do is declared', 'lib/commands/dialects.ts'],
  ['a session signs in at one server', 'lib/client/login/login.ts'],
  ['`XFR` is handled', 'lib/client/login/redirect.ts'],
  ['a ticket is requested', 'lib/client/login/ticketing.ts'],
  ['a session connects again', 'lib/client/connection/reconnecting.ts'],
  ['a connection is kept alive', 'lib/client/connection/keepalive.ts'],
  ['replies are matched to requests', 'lib/client/connection/transactions.ts'],
  ['the contact list is fetched, up to MSNP12', 'lib/client/contacts/sync.ts'],
  ['the contact list is fetched, from MSNP13 on', 'lib/client/addressbook/read.ts'],
  ['an intent is declared', 'lib/client/intents/table.ts'],
  ['an intent becomes commands', 'lib/client/requests/requests.ts'],
  ['a switchboard is opened or answered', 'lib/client/switchboard/join.ts'],
  ['an offline message is fetched', 'lib/client/messaging/offline.ts'],
  ['the parts of a session are put together', 'lib/client/session/session.ts'],
  ['machines are put together', 'lib/core/compose.ts'],
  ['the host decides who sees whom', 'lib/host/presence/visibility.ts'],
  ['the host compares what is seen before and after', 'lib/host/presence/presence.ts'],
  ['a pcap is reassembled', 'lib/traces/pcap/streams.ts'],
  ['secrets are taken out of a recording', 'lib/traces/scrub/secrets.ts'],
  ['a recording is replayed', 'lib/traces/replay/playback.ts'],
  ['effects are carried out', 'lib/edges/interpret.ts'],
  ['sockets are opened', 'lib/edges/sockets.ts'],
]

/** A part of a file, from a line to another one, as it stands there. */
const quoted = (path, from, to) => {
  const text = textOf(path)
  const begin = text.indexOf(from)
  const end = text.indexOf(to, begin)
  if (begin === -1 || end === -1) throw new Error(`${path} has no “${begin === -1 ? from : to}” any more`)
  return text.slice(begin, end).trimEnd()
}

const session = 'lib/client/session/session.ts'

const page = [
  '# Architecture',
  '',
  'Drawn by `npm run architecture` from the first sentence of each file and folder, and from the rules of imports.',
  '',
  'The core is sans-IO: bytes, time and replies go in as values; commands, timers and requests come out as values. The protocol',
  'is data: one row declares a command. A lifecycle is a machine, `(state, event) => [state, effects]`. Machines compose, operators',
  'run them, and edges carry their effects out.',
  '',
  '## Where is it?',
  '',
  '| where | file or folder |',
  '| --- | --- |',
  ...subjects.map(([where, path]) => `| ${where} | ${link(path)} |`),
  '',
  '## The path of bytes',
  '',
  'A client and a server read and write by the same operators, on the same ports.',
  '',
  '```text',
  '  socket, memory network, recording               edges/sockets.ts  edges/memory.ts  traces/replay/ports.ts',
  '      │ chunks of bytes                           streams/ports.ts: what a connection is',
  '      ▼',
  '  frames: a line, perhaps with a payload          streams/frames.ts  wire/feed.ts',
  '      ▼',
  '  commands: typed, or undecodable with a reason   streams/commands.ts  commands/codec.ts',
  '      ▼',
  '  events: received, opened, closed, elapsed ...   edges/links.ts  core/effects.ts',
  '      ▼',
  '  machine: state and event to state and effects   streams/run.ts  client/session/session.ts  host/host.ts',
  '      ▼',
  '  effects: send, dial, fetch, start a timer ...   edges/interpret.ts',
  '      ▼',
  '  commands as bytes                               streams/encoded.ts  commands/codec.ts',
  '      ▼',
  '  socket, memory network, recording',
  '```',
  '',
  '## How lifecycles compose',
  '',
  'A machine has `init`, `step` and `result`. `andThen` makes the next machine of the result of the one before. `redirecting` begins',
  'again with the server that a redirection names, `reconnecting` after a failure that may pass. `beside` runs machines side by side; `raising` delivers the signals that they',
  'send to each other. `children` runs machines by key, such as switchboards. Each of these is a machine again.',
  '',
  'What lives as long as a connection stands inside `redirecting`. What lives as long as the session stands beside it:',
  `${link(session)}.`,
  '',
  '```typescript',
  quoted(session, '/** Parts that talk to each other by signals. */', '/** The state of a session'),
  '```',
  '',
  'An app composes the same machines, or others, through `run`; [machines.md](machines.md) draws their charts.',
  '',
  '## Who may import whom',
  '',
  'The rules stand in `.dependency-cruiser.cjs`, and a spec shows that each is enforced. An arrow leads from a folder to one that',
  'imports it; arrows that others imply are left out.',
  '',
  '```mermaid',
  'flowchart BT',
  ...arrows,
  '```',
  '',
  '| folder | imports of lib | imports packages |',
  '| --- | --- | --- |',
  ...layers.map(([name, ours, packages]) => `| \`lib/${name}\` | ${ours.map((each) => `\`lib/${each}\``).join(', ') || 'nothing'} | ${packages.join(', ')} |`),
  '| `lib/edges`, `lib/testing`, `lib/cli` | see below | any that the package depends on |',
  '',
  ...otherRules.map(({ comment }) => `- ${comment}`),
  '',
  '## Files and folders',
  '',
  ...tree('lib', 3),
]
  .join('\n')
  .trimEnd()
  .concat('\n')

if (missing.length > 0) {
  console.error(`no sentence at the head of ${missing.join(', ')}`)
  process.exitCode = 1
} else if (process.argv.includes('--print')) process.stdout.write(page)
else writeFileSync(new URL('architecture.md', import.meta.url), page)
