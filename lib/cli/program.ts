/** The commands of `msnp`, with their options and their help. What one command needs is loaded for that one alone. */
import { readFileSync } from 'node:fs'

import { Argument, Command, CommanderError, Option } from 'commander'

import { newestSpokenDialect } from '../commands/dialects.js'
import type { BridgeOptions } from './bridge.js'
import type { ConnectOptions } from './connect.js'
import type { DecodeOptions } from './decode.js'
import type { DemoOptions } from './demo.js'
import {
  address,
  aFew,
  dialect,
  examples,
  fewRedirects,
  host,
  jsonTask,
  known,
  oneMore,
  oneOrMore,
  passport,
  port,
  seconds,
  site,
  spoken,
  statuses,
  task,
  textTask,
  url,
  type Task,
} from './options.js'
import { exitCode, type ExitCode, exitCodes } from './output.js'
import type { RecordOptions } from './record.js'
import type { ReferenceOptions } from './reference.js'
import type { ReplayCommandOptions } from './replay.js'
import type { ScrubFileOptions } from './scrub.js'
import type { ServeOptions } from './serve.js'
import { terminal } from './terminal.js'

const version = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version

/** Adds a command to the program; it gives its exit code to `finish`. */
type Adding = (program: Command, finish: (code: ExitCode) => void) => unknown

const demoCommand: Adding = (program, finish) =>
  program
    .command('demo')
    .description('two people talk through a server of their own, all on this machine')
    .addOption(
      oneOrMore(`the dialect, ${spoken}; given twice, that of Alice and that of Bob (default: ${newestSpokenDialect})`),
    )
    .option('--record <file>', 'record both sessions: evening for evening.alice.jsonl and evening.bob.jsonl')
    .option('--json', 'print one JSON object a line')
    .addOption(new Option('--timeout <seconds>', 'how long it may take').argParser(seconds).default(10))
    .addHelpText('after', examples('msnp demo', 'msnp demo --dialect MSNP8 --dialect MSNP2 --json'))
    .action(async (options: DemoOptions) => {
      const { demo } = await import('./demo.js')
      finish(await demo(options))
    })

const viaOption = ['--via <url>', 'go through a proxy: socks5://, socks4a:// or http://, as in socks5://name@host:port'] as const
const viaPasswordOption = ['--via-password-env <name>', 'the environment variable that holds the password of the proxy'] as const
const wsOption = ['--ws [url]', 'go over a WebSocket, at a URL such as wss://example.com/{host}:{port} (default: at the port of the server)'] as const
const tlsOption = ['--tls', 'go over TLS'] as const
const gatewayOption = (): Option =>
  new Option('--gateway [url]', 'go through the HTTP gateway at that host (default: that of the server)').argParser(url)

const connectCommand: Adding = (program, finish) => {
  const tasks: Array<Task> = []
  program
    .command('connect')
    .description('sign in somewhere, to chat, or to say something and leave')
    .requiredOption('--server <host:port>', 'the dispatch or notification server', address)
    .requiredOption('--passport <address>', 'who signs in', passport)
    .requiredOption('--password-env <name>', 'the environment variable that holds the password')
    .addOption(oneOrMore(`a dialect to offer, ${spoken}; may be given again (default: all, newest first)`))
    .addOption(new Option('--nexus <url>', 'where MSNP8 and later ask for the login server').argParser(url))
    .option('--ca <file>', 'trust the authorities in this file (PEM), in place of those of the system')
    .option(...viaOption)
    .option(...viaPasswordOption)
    .addOption(gatewayOption())
    .option(...wsOption)
    .option(...tlsOption)
    .addOption(new Option('--status <status>', 'the status to begin with').choices(statuses).default('NLN'))
    .addOption(new Option('--say <address=text>', 'say a text to somebody; may be given again').argParser(task(tasks, textTask)))
    .addOption(new Option('--send <json>', 'any intent; may be given again').argParser(task(tasks, jsonTask)))
    .option('--answer', 'answer whoever calls; without it, a call is shown, and ends by itself')
    .addOption(new Option('--for <seconds>', 'stay so long after the sign-in').argParser(seconds))
    .addOption(new Option('--timeout <seconds>', 'how long to wait for anybody').argParser(seconds))
    .option('--reconnect', 'sign in again whenever the connection is lost, until you sign out')
    .option('--record <file>', 'record the session in a trace file; passwords and tickets are replaced')
    .option('--json', 'print one JSON object a line')
    .option('--debug', 'print what goes over the wire to standard error, without secrets')
    .addHelpText(
      'after',
      `
Without --nexus, it is asked for at https://HOST/rdr/pprdr.asp; of a server on this
machine, over http on the port after the server's, as msnp serve has it.

With --say or --send it leaves when everything has its outcome, unless --for says to
stay. Without them lines are read from standard input: plain text goes to whom /to
names, /help lists the commands, and the end of the input signs out.

--send takes JSON, such as {"_tag": "SayTo", "passport": "b@example.com", "message": "Hello"}.
msnp intents lists them all, with their fields.
${examples(
  'PASSWORD=... msnp connect --server 127.0.0.1 --passport a@example.com --password-env PASSWORD',
  "... --say 'b@example.com=Hello' --say 'b@example.com=How are you?'",
  '... --send \'{"_tag": "SetStatus", "status": "AWY"}\' --for 60 --answer --json',
)}`,
    )
    .action(async (options: ConnectOptions) => {
      const { connect } = await import('./connect.js')
      finish(await connect(options, tasks))
    })
}

const serveCommand: Adding = (program, finish) =>
  program
    .command('serve')
    .description(`be a server for ${spoken}, until it is interrupted`)
    .addOption(new Option('--port <number>', 'the port for clients; 0 chooses one').argParser(port).default(1863))
    .addOption(
      new Option('--http-port <number>', 'the port of the login server (default: the one after --port)').argParser(port),
    )
    .addOption(
      new Option('--switchboard-port <number>', 'the port of the switchboards').argParser(port).default(0, 'any'),
    )
    .addOption(new Option('--host <address>', 'the address to listen on').argParser(host).default('127.0.0.1'))
    .addOption(new Option('--name <host>', 'what clients are told in place of --host').argParser(host))
    .addOption(
      new Option('--redirects <number>', 'how many dispatch servers stand before it').argParser(fewRedirects).default(0),
    )
    .addOption(oneOrMore(`a dialect to speak, ${spoken}; may be given again (default: all)`))
    .option('--accounts <file>', 'who has an account; without it, whoever comes first owns an address')
    .option('--auto-create', 'make accounts on the fly beside those of --accounts')
    .option('--cert <file>', 'a certificate (PEM), for a login server over https')
    .option('--key <file>', 'its key (PEM)')
    .option('--json', 'print one JSON object a line')
    .option('--debug', 'print what goes over the wire to standard error, without secrets')
    .addHelpText(
      'after',
      `
The first line says where it listens. --accounts is a JSON array:

  [{ "passport": "a@example.com", "password": "...", "name": "A", "groups": ["Friends"],
     "contacts": ["b@example.com", { "passport": "c@example.com", "groups": ["Friends"] }] }]
${examples('msnp serve', 'msnp serve --port 0 --redirects 1 --accounts people.json --json')}`,
    )
    .action(async (options: ServeOptions) => {
      const { serve } = await import('./serve.js')
      finish(await serve(options))
    })

const recordCommand: Adding = (program, finish) =>
  program
    .command('record')
    .description('stand between clients and a server, and record what they say, until it is interrupted')
    .requiredOption('--server <host:port>', 'the dispatch or notification server', address)
    .requiredOption('--out <file>', 'the trace file; passwords and tickets are replaced')
    .addOption(new Option('--listen <number>', 'the port for clients').argParser(port).default(0, 'any'))
    .addOption(new Option('--host <address>', 'the address to listen on').argParser(host).default('127.0.0.1'))
    .addOption(new Option('--name <host>', 'what clients are told in place of --host').argParser(host))
    .addOption(new Option('--nexus <url>', 'where clients of MSNP8 and later ask for the login server').argParser(url))
    .addOption(
      new Option('--http-port <number>', 'the port to ask for it there (default: the one after --listen)').argParser(
        port,
      ),
    )
    .option('--ca <file>', 'trust the authorities in this file (PEM), in place of those of the system')
    .option(...viaOption)
    .option(...viaPasswordOption)
    .addOption(gatewayOption())
    .option(...wsOption)
    .option(...tlsOption)
    .option('--cert <file>', 'a certificate (PEM), for clients that ask over https')
    .option('--key <file>', 'its key (PEM)')
    .option('--append', 'go on with a trace file that exists')
    .option('--json', 'print one JSON object a line')
    .addHelpText(
      'after',
      `
The first line says where it listens. Wherever the server sends a client, the client comes
here again, to a port of its own for each place, so that all of it is recorded.

Without --nexus, it is asked for where msnp connect asks: at https://HOST/rdr/pprdr.asp; of
a server on this machine, over http on the port after the server's.
${examples(
  'msnp record --server 127.0.0.1 --listen 1865 --out evening.jsonl',
  'msnp record --server messenger.example.com --nexus https://nexus.example.com/rdr/pprdr.asp --out evening.jsonl',
)}`,
    )
    .action(async (options: RecordOptions) => {
      const { record } = await import('./record.js')
      finish(await record(options))
    })

const bridgeCommand: Adding = (program, finish) =>
  program
    .command('bridge')
    .description('pass WebSockets and requests of pages on to servers that have no WebSocket, until it is interrupted')
    .addOption(new Option('--server <host:port>', 'a server that connections may go to; may be given again').argParser(oneMore(address)))
    .addOption(new Option('--site <url>', 'the scheme, host and port of a site that requests may go to; may be given again').argParser(oneMore(site)))
    .addOption(new Option('--origin <url>', 'the origin of pages that may come; may be given again').argParser(oneMore(site)).makeOptionMandatory())
    .addOption(new Option('--listen <number>', 'the port for pages').argParser(port).default(0, 'any'))
    .addOption(new Option('--host <address>', 'the address to listen on').argParser(host).default('127.0.0.1'))
    .addOption(new Option('--connections <number>', 'how many connections and requests a peer may have at once (default: 16)').argParser(aFew))
    .addOption(new Option('--bytes <MiB>', 'how much a peer may send and receive in a minute, in MiB (default: 16)').argParser(aFew))
    .addOption(new Option('--idle <seconds>', 'how long a connection may be silent (default: 600)').argParser(seconds))
    .option('--cert <file>', 'a certificate (PEM), for pages over https')
    .option('--key <file>', 'its key (PEM)')
    .option('--json', 'print one JSON object a line')
    .addHelpText(
      'after',
      `
It goes to the servers and sites that are named, for pages of the origins that are named, and refuses
all else, in a line that says what. A server that sends its clients on to others, such as
switchboards, needs a --server for each of them.
${examples('msnp bridge --server m1.example.com:1863 --site https://m1.example.com --origin https://chat.example.com --listen 8080')}`,
    )
    .action(async (options: BridgeOptions) => {
      const { bridge } = await import('./bridge.js')
      finish(await bridge(options))
    })

const decodeCommand: Adding = (program, finish) =>
  program
    .command('decode')
    .description('the commands in a recording')
    .addArgument(
      new Argument(
        '<file>',
        'a trace, a pcap or pcapng file; or with --from the bytes of one side; - is standard input',
      ),
    )
    .option('--json', 'print one JSON object a line')
    .addOption(new Option('--timeline', 'draw who says what to whom, time down the side').conflicts('json'))
    .option('--state', 'print what the clients know, where it changes: alone, or beside the timeline or JSON')
    .option('--svg <out>', 'draw that as a sequence diagram in a file; - is standard output')
    .addOption(new Option('--from <side>', 'the file holds the bytes that this side said').choices(['client', 'server']))
    .addOption(new Option('--on <server>', 'the kind of server').choices(['DS', 'NS', 'SB']))
    .addOption(new Option('--dialect <name>', `the dialect, ${known}; found out unless told`).argParser(dialect))
    .action(async (file: string, options: DecodeOptions) => {
      const { decodeFile } = await import('./decode.js')
      finish(await decodeFile(file, options))
    })

const replayCommand: Adding = (program, finish) =>
  program
    .command('replay')
    .description('the sessions in a recording once more, in virtual time and without a network')
    .addArgument(new Argument('<file>', 'a trace, a pcap or a pcapng file; - is standard input'))
    .option('--passport <address>', 'only the sessions of this account', passport)
    .addOption(
      new Option('--as-server <port>', 'play the server to a real client, which comes here; 0 chooses a port')
        .argParser(port)
        .conflicts('follow'),
    )
    .option('--fast', 'as a server: do not keep the distance in time of what it says by itself')
    .addOption(
      new Option('--timeout <seconds>', 'as a server: how long to wait for the client').argParser(seconds).default(60),
    )
    .option('--follow', 'lead the session through a recording of another client, and tell what it does differently')
    .option('--json', 'print one JSON object a line')
    .addHelpText(
      'after',
      `
The sessions say what the recorded clients said, when they said it, and hear what those heard. The
first thing that comes out differently ends it. No password is needed: what is computed from one is
not compared.

With --as-server the recording is the server, for one client: it says what the recorded server said
as soon as the client has said its part, with the transaction ids of the client. HTTP is on the next port.
${examples('msnp replay evening.alice.jsonl', 'msnp replay evening.pcap --passport a@example.com --follow', 'msnp replay evening.alice.jsonl --as-server 1863')}`,
    )
    .action(async (file: string, options: ReplayCommandOptions) => {
      const { replay } = await import('./replay.js')
      finish(await replay(file, options))
    })

const scrubCommand: Adding = (program, finish) =>
  program
    .command('scrub')
    .description('take the secrets out of a recording, and on request what tells who it was')
    .addArgument(new Argument('<file>', 'a trace, a pcap or a pcapng file; - is standard input, for a trace'))
    .requiredOption('--out <file>', 'where to write it, as the same kind of file; - is standard output')
    .option('--addresses', 'replace the addresses of accounts, and telephone numbers')
    .option('--names', 'replace display names, personal messages, and names of groups')
    .option('--texts', 'replace what people say to each other, and the pictures and files that they send')
    .option('--force', 'replace a file that exists')
    .addHelpText(
      'after',
      `
Passwords, tickets, cookies, digests and answers to challenges are always replaced, each by
something of the same length, and the same one by the same: every length in the recording
holds, and a trace can be replayed. Of a capture, nothing else changes than bytes of MSNP and
the check sums around them; connections of other kinds are left as they are.
${examples('msnp scrub evening.jsonl --out clean.jsonl', 'msnp scrub evening.pcap --out clean.pcap --addresses --names --texts')}`,
    )
    .action(async (file: string, options: ScrubFileOptions) => {
      const { scrubFile } = await import('./scrub.js')
      finish(await scrubFile(file, options))
    })

const intentsCommand: Adding = (program, finish) =>
  program
    .command('intents')
    .description('what --send and /send take: the intents, with their fields and examples')
    .argument('[name]', 'an intent, such as SayTo')
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', examples('msnp intents', 'msnp intents SayTo'))
    .action(async (name: string | undefined, options: { readonly json?: boolean }) => {
      const { showIntents } = await import('./intent-json.js')
      finish(await showIntents(name, options))
    })

const commandsCommand: Adding = (program, finish) =>
  program
    .command('commands')
    .description('the reference of the commands')
    .argument('[verb]', 'a verb, such as NLN, or a code, such as 911')
    .addOption(new Option('--dialect <name>', 'only those of a dialect').argParser(dialect))
    .option('--json', 'print one JSON object a line')
    .addOption(new Option('--markdown', 'print the page of the documentation').hideHelp())
    .action(async (verb: string | undefined, options: ReferenceOptions) => {
      const { showReference } = await import('./reference.js')
      finish(await showReference(verb, options))
    })

const commands: ReadonlyArray<Adding> = [
  demoCommand,
  connectCommand,
  serveCommand,
  recordCommand,
  bridgeCommand,
  decodeCommand,
  replayCommand,
  scrubCommand,
  intentsCommand,
  commandsCommand,
]

/** Runs the command that a command line names. **Errors** what no command expects is thrown. */
export const msnp = async (args: ReadonlyArray<string>): Promise<ExitCode> => {
  let code: ExitCode = exitCode.done
  const program = new Command('msnp')
    .description('MSNP, the MSN Messenger protocol, on the command line')
    .version(version)
    .showHelpAfterError('(msnp --help tells the usage)')
    .addHelpText('after', `\n${exitCodes}`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal().output.write(text),
      writeErr: (text) => void terminal().errors.write(text),
      getOutHelpWidth: () => terminal().output.columns ?? 80,
      getErrHelpWidth: () => terminal().errors.columns ?? 80,
    })
  for (const add of commands) add(program, (ended) => (code = ended))
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Help and version end in 0; everything else that Commander refuses is wrong usage.
    return error.exitCode === 0 ? exitCode.done : exitCode.usage
  }
  return code
}
