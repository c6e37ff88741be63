/** `msnp replay`: plays the sessions of a recording in virtual time, and shows what happens in them. */
import * as E from 'fp-ts/lib/Either.js'

import { whyUnreadable } from '../edges/files.js'
import { client, type SessionEvent } from '../index.js'
import {
  collected,
  type Collected,
  describeDivergence,
  describeFollowing,
  describeTraceError,
  describeTraceNotice,
  describeUnplayable,
  type Finding,
  type Replay,
  replay as replaying,
  type ReplayOptions,
  type ReplayOutcome,
  sessionsIn,
  type Trace,
} from '../traces.js'
import { plainEvent } from './event-json.js'
import { isEcho, paintOf, eventTextIn } from './event-text.js'
import { findingsIn, progress } from './files.js'
import {
  caughtUp,
  colours,
  complain,
  counted,
  cutTo,
  exitCode,
  type ExitCode,
  harmless,
  jsonLine,
  note,
  say,
  sayAll,
  terminalWidth,
} from './output.js'
import { secondsText } from './record-text.js'

/** What `msnp replay` is told. */
export interface ReplayCommandOptions {
  readonly passport?: string
  readonly follow?: boolean
  readonly json?: boolean
  /** The port to be a server at. */
  readonly asServer?: number
  readonly fast?: boolean
  /** **Units** seconds. */
  readonly timeout: number
}

/** An event of a session that was replayed, and when. */
interface Happening {
  readonly t: number
  readonly who: string
  readonly event: SessionEvent
}

/** What is shown at least of whose session it is. **Units** columns. */
const leastName = 12

const row = ({ t, who, event }: Happening, width: number | undefined): string => {
  const time = secondsText(t)
  const name = cutTo(width === undefined ? undefined : Math.max(leastName, Math.floor(width / 4)))(harmless(who))
  const room = width === undefined ? undefined : width - time.length - name.length - 4
  return `${colours.dim(time)}  ${colours.cyan(name)}  ${paintOf(event)(eventTextIn(room)(event))}`
}

const show = (happening: Happening, json: boolean, width: number | undefined): void => {
  const { t, who, event } = happening
  if (json) say(jsonLine({ t: t / 1000, who, ...plainEvent(event) }))
  else if (!isEcho(event)) say(row(happening, width))
}

/** The replays of a trace: one for what a client's own ports saw, or else one for each client. */
const replaysOf = (trace: Trace, { passport, follow = false }: ReplayCommandOptions): ReadonlyArray<Replay> => {
  const sessions = sessionsIn(trace)
  const own = follow ? { follow } : {}
  if (trace.header.seenBy === 'client' && !follow && passport === undefined) return [replaying(trace)]
  const meant = sessions.flatMap((session, at): ReadonlyArray<ReplayOptions> =>
    passport === undefined || session.passport === passport.toLowerCase() ? [{ client: at, ...own }] : [],
  )
  return meant.map((options) => replaying(trace, options))
}

/** The recording that is played: whether all of it could be read, and whether a client's own ports recorded it. */
interface Source {
  readonly isWhole: boolean
  readonly isOwn: boolean
}

/** What came of a replay, in words, and its exit code. */
interface Ending {
  readonly code: ExitCode
  readonly text: string
}

const endingOf = (
  outcome: ReplayOutcome,
  events: number,
  differences: number,
  { follow }: ReplayCommandOptions,
  { isWhole, isOwn }: Source,
): Ending => {
  if (E.isRight(outcome)) {
    const what = `replayed ${counted(outcome.right.records, 'record')}, ${counted(events, 'event')}`
    const end = follow === true ? counted(differences, 'difference') : 'equal to the recording'
    const code = differences > 0 ? exitCode.diverged : isWhole ? exitCode.done : exitCode.unreadable
    return { code, text: `${what}, ${end}${isWhole ? '' : ' as far as it can be read'}` }
  }
  if (outcome.left._tag !== 'Diverged') return { code: exitCode.unplayable, text: describeUnplayable(outcome.left) }
  const hint = isOwn || follow === true ? '' : '; it was not recorded by the client itself: --follow leads a session through it'
  return { code: exitCode.diverged, text: `${describeDivergence(outcome.left)}${hint}` }
}

/** Plays it to its end, at the pace of whoever reads the output. */
const paced = async (recording: Replay): Promise<ReplayOutcome> => {
  const playing = recording.steps()
  for (;;) {
    const step = playing.next()
    await caughtUp()
    if (step.done === true) return step.value
  }
}

/** Plays one of them, shows what happens, and gives what came of it. */
const play = async (
  recording: Replay,
  options: ReplayCommandOptions,
  start: number,
  source: Source,
): Promise<ExitCode> => {
  const { json = false } = options
  const width = terminalWidth()
  let events = 0
  for (const { session, settings, app, begins } of recording.parts) {
    const who = session.passport ?? 'somebody'
    const begin = (): void => {
      client(recording.ports)(settings)(app).subscribe((event) => {
        events++
        show({ t: recording.scheduler.now() - start, who, event }, json, width)
      })
    }
    // Who signs in later does so in the time of the recording.
    if (recording.parts.length === 1) begin()
    else recording.scheduler.schedule(begin, begins)
  }
  const outcome = await paced(recording)
  const notices = recording.notices().map(describeFollowing)
  const { code, text } = endingOf(outcome, events, notices.length, options, source)
  const who = recording.parts.map(({ session }) => session.passport ?? 'somebody')
  if (json) say(jsonLine({ event: 'Replayed', who, events, differences: notices, text }))
  else await sayAll(notices.map((notice) => colours.yellow(harmless(notice))))
  if (code !== exitCode.done) return complain(code, text)
  if (!json) say(colours.green(`✓ ${text}`))
  return code
}

const readIn = async (file: string): Promise<E.Either<string, Collected>> => {
  const { read, end } = progress(file)
  const all: Array<Finding> = []
  try {
    for await (const findings of findingsIn(file, read)) for (const finding of findings) all.push(finding)
  } catch (error) {
    const why = whyUnreadable(error)
    if (why === undefined) throw error
    return E.left(`cannot read ${file}: ${why}`)
  } finally {
    end()
  }
  return E.mapLeft((error: Parameters<typeof describeTraceError>[0]) => `${file}: ${describeTraceError(error)}`)(
    collected(all),
  )
}

/** `msnp replay FILE`: the sessions in a recording once more, in virtual time and without a network. */
export const replay = async (file: string, options: ReplayCommandOptions): Promise<ExitCode> => {
  const read = await readIn(file)
  if (E.isLeft(read)) return complain(exitCode.unreadable, read.left)
  const { trace, notices, error } = read.right
  for (const notice of notices) note(`msnp: ${file}: ${harmless(describeTraceNotice(notice))}`)
  const { asServer } = options
  if (asServer !== undefined) {
    const { serveRecording } = await import('./serve-recording.js')
    return serveRecording(trace, { ...options, asServer })
  }
  const recordings = replaysOf(trace, options)
  if (recordings.length === 0) return complain(exitCode.unplayable, describeUnplayable({ _tag: 'Nobody' }))
  const source = { isWhole: error === undefined, isOwn: trace.header.seenBy === 'client' }
  const codes: Array<ExitCode> = []
  for (const recording of recordings) codes.push(await play(recording, options, trace.header.start, source))
  if (error !== undefined) return complain(exitCode.unreadable, `${file}: ${describeTraceError(error)}`)
  return codes.find((code) => code !== exitCode.done) ?? exitCode.done
}
