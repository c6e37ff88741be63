/** One session of `msnp connect`, from the first event to the exit code: tasks, then the chat or the way out. */
import * as E from 'fp-ts/lib/Either.js'
import {
  concat,
  concatMap,
  defer,
  EMPTY,
  endWith,
  filter,
  from,
  ignoreElements,
  lastValueFrom,
  map,
  merge,
  mergeMap,
  Observable,
  switchMap,
  take,
  takeUntil,
  tap,
  timer,
} from 'rxjs'

import {
  describeEnd,
  describeOutcome,
  type EndReason,
  type Handle,
  type Intent,
  isEvent,
  type MessageOutcome,
  type Outcome,
  type SessionEvent,
  signOut,
} from '../index.js'
import { chatHelp, type ChatAction, prompting, understand } from './chat.js'
import { plain, plainEvent } from './event-json.js'
import { clock, intentWords, isEcho, paintOf, person, eventText } from './event-text.js'
import {
  colours,
  complain,
  counted,
  exitCode,
  type ExitCode,
  exitOf,
  exitOfOutcome,
  harmless,
  jsonLine,
} from './output.js'
import { interruptions } from './interruptions.js'
import { bound, terminal } from './terminal.js'

/** How a visit is to go. **Units** `for` in seconds. */
export interface VisitOptions {
  readonly answer?: boolean
  readonly for?: number
  readonly json?: boolean
}

type Result = Outcome | MessageOutcome

/** What to do about the end of a session, where the options of this command can help. */
const advice = (reason: EndReason): string => {
  if (reason._tag === 'NoAnswer') return '; --timeout waits longer'
  if (reason._tag !== 'NoTicket') return ''
  return reason.why?._tag === 'Insecure' ? '; --ca names an authority to trust' : '; check --nexus'
}

/** Does what is wanted, and tells what became of it; nothing, if the session is over before that. */
const performing =
  (handle: Handle, show: (event: SessionEvent) => void) =>
  (intent: Intent): Observable<Result> =>
    new Observable((subscriber) => {
      const outcomes = handle.events.pipe(
        filter(isEvent('IntentOutcome', 'MessageOutcome')),
        filter((event) => event.intent === intent),
        map(({ outcome }): Result => outcome),
        take(1),
      )
      subscriber.add(outcomes.subscribe(subscriber))
      const sent = handle.send(intent)
      if (E.isRight(sent)) return
      if (sent.left._tag === 'Ended') return subscriber.complete()
      const outcome = { _tag: 'Refused', refusal: sent.left } as const
      // What is refused at once is no event of the session, but is shown as any other outcome.
      show(
        intent._tag === 'Say' || intent._tag === 'SayTo'
          ? { _tag: 'MessageOutcome', intent, conversation: undefined, outcome }
          : { _tag: 'IntentOutcome', intent, outcome },
      )
      subscriber.next(outcome)
      subscriber.complete()
    })

/** What is not worth a line to people; `--json` has it. */
const passedOver: ReadonlySet<string> = new Set(['Prompt', 'Privacy', 'Profile', 'Group', 'Contact', 'Challenged'])

const isSilent = (event: SessionEvent): boolean =>
  passedOver.has(event._tag) ||
  isEcho(event) ||
  // What went wrong is told on standard error.
  (event._tag === 'Closed' && event.reason._tag !== 'SignedOut')

/** Where plain text goes once somebody has said something, if it goes nowhere yet. */
const answerTo = (handle: Handle, event: SessionEvent): string | undefined => {
  if (event._tag !== 'TextReceived' && event._tag !== 'Joined') return undefined
  const participants = handle.now().conversations.get(event.conversation)?.participants.size ?? 0
  return participants > 1 ? event.conversation : event.passport
}

type Shown = Extract<ChatAction, { readonly _tag: 'Show' }>['what']

/** What the state of a session has to show, a line each; as JSON the events that told of it. */
const shown = (handle: Handle, what: Shown, json: boolean): ReadonlyArray<string> => {
  const { contacts, groups, conversations } = handle.now()
  const events = (all: ReadonlyArray<SessionEvent>): ReadonlyArray<string> =>
    all.map((event) => (json ? jsonLine(plainEvent(event)) : harmless(eventText(event))))
  switch (what) {
    case 'help':
      return json ? [jsonLine({ event: 'Help', lines: chatHelp })] : chatHelp
    case 'contacts':
      return events([...contacts.values()].map((contact) => ({ _tag: 'Contact', contact })))
    case 'groups':
      return events([...groups.values()].map((group) => ({ _tag: 'Group', group })))
    case 'who':
      return [...conversations.values()].map((talk) => {
        if (json) return jsonLine({ event: 'Conversation', ...(plain(talk) as object) })
        const participants = [...talk.participants.values()].map(person).join(', ') || 'nobody'
        return harmless(`conversation ${talk.id}: ${talk.phase === 'Ringing' ? `${talk.by} calls` : participants}`)
      })
  }
}

/** What came of a visit to a server, apart from the end of the session. */
interface Visit {
  readonly failures: ReadonlyArray<ExitCode>
  readonly unfinished: number
  readonly isInterrupted: boolean
}

const ended = (
  reason: EndReason | undefined,
  isIn: boolean,
  { failures, unfinished, isInterrupted }: Visit,
): ExitCode => {
  if (reason !== undefined && reason._tag !== 'SignedOut')
    return complain(exitOf(reason), `${describeEnd(reason)}${advice(reason)}`)
  const [first] = failures
  if (first !== undefined) return first
  if (isInterrupted && (unfinished > 0 || !isIn))
    return complain(exitCode.interrupted, 'interrupted before it was done')
  if (unfinished > 0)
    return complain(
      exitCode.late,
      `the time was over before ${counted(unfinished, 'thing')} had an outcome; --for stays longer`,
    )
  return exitCode.done
}

/**
 * A session from the sign-in to the sign-out: what is wanted, then what standard input says, and all that happens shown.
 *
 * **Shapes** standard input is read unless there is something to do, or a terminal to leave alone for a time.
 */
export const visit = async (
  handle: Handle,
  options: VisitOptions,
  intents: ReadonlyArray<Intent>,
): Promise<ExitCode> => {
  const { json = false, for: stay } = options
  const { input, exit } = terminal()
  const isTyped = input.isTTY === true
  const hasTasks = intents.length > 0
  const reads = isTyped ? !hasTasks && stay === undefined : !hasTasks || stay !== undefined
  const prompt = prompting()
  const begin = performance.now()
  const failures: Array<ExitCode> = []
  let [unbegun, pending] = [intents.length, 0]
  let current: string | undefined
  let reason: EndReason | undefined
  let [isIn, isLeaving, isInterrupted] = [false, false, false]

  const sayAt = (line: string): void => prompt.say(`${colours.dim(clock())}  ${line}`)
  const show = (event: SessionEvent): void => {
    const t = Math.round(performance.now() - begin) / 1000
    if (json) return prompt.say(jsonLine({ t, ...plainEvent(event) }))
    if (isSilent(event)) return
    const hint =
      event._tag !== 'Ringing' || options.answer === true
        ? ''
        : reads
          ? '; /accept or /decline'
          : '; --answer would answer'
    sayAt(paintOf(event)(harmless(eventText(event) + hint)))
  }
  const fail = bound((code: ExitCode, what: string): void => {
    // Whoever types sees it, and can do something about it.
    if (isTyped && reads) return
    failures.push(complain(code, what))
  })

  const attempt = performing(handle, show)
  const perform = (intent: Intent): Observable<Result> =>
    defer(() => {
      pending++
      return attempt(intent).pipe(
        tap((outcome) => {
          if (isLeaving && outcome._tag === 'Closed') return
          pending--
          const code = exitOfOutcome(outcome)
          if (code !== exitCode.done) fail(code, `${intentWords(intent)}: ${describeOutcome(outcome)}`)
        }),
      )
    })

  const obey = (order: ChatAction): Observable<unknown> => {
    switch (order._tag) {
      case 'Do':
        if (order.intent._tag === 'SignOut') leave()
        return order.intent._tag === 'SignOut' ? EMPTY : perform(order.intent)
      case 'To':
        current = order.whom
        if (!json) sayAt(`to ${harmless(order.whom)}:`)
        return EMPTY
      case 'Show':
        shown(handle, order.what, json).forEach(prompt.say)
        return EMPTY
      case 'Wait':
        return timer(order.seconds * 1000)
      case 'Wrong':
        if (isTyped) prompt.say(colours.red(harmless(order.problem)))
        else fail(exitCode.usage, order.problem)
        return EMPTY
      case 'Nothing':
        return EMPTY
    }
  }
  // A script waits for what became of a line before it goes on to the next; people do not.
  const each = isTyped ? mergeMap : concatMap
  const orders = prompt.lines.pipe(each((line: string) => obey(understand(line, { state: handle.now(), current }))))

  const leave = (): void => {
    isLeaving = true
    handle.send(signOut)
  }
  const interrupt = (): void => {
    // Who insists does not want to wait for a server.
    if (isInterrupted) return exit(exitCode.interrupted)
    isInterrupted = true
    leave()
  }

  const tasks = from(intents).pipe(
    tap(() => unbegun--),
    concatMap(perform),
  )
  const work = concat(tasks, reads ? orders : EMPTY).pipe(ignoreElements())
  const time = stay === undefined ? EMPTY : timer(stay * 1000)
  const all = stay === undefined ? work.pipe(endWith(undefined)) : merge(work, time)

  const closed = handle.events.pipe(filter(isEvent('Closed')))
  handle.events.subscribe((event) => {
    if (event._tag === 'SignedIn') isIn = true
    if (event._tag === 'Closed') reason = event.reason
    current ??= answerTo(handle, event)
    show(event)
  })
  handle.events
    .pipe(
      filter(isEvent('Ready')),
      take(1),
      switchMap(() => all),
      take(1),
      takeUntil(closed),
    )
    .subscribe(leave)
  const interrupts = interruptions().subscribe(interrupt)
  await lastValueFrom(handle.events, { defaultValue: undefined })
  interrupts.unsubscribe()
  prompt.close()
  return ended(reason, isIn, { failures, unfinished: unbegun + pending, isInterrupted })
}
