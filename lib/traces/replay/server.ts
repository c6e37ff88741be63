/** Plays the server of a recorded session to a real client. */
import { Observable, Subject, Subscription } from 'rxjs'

import { nexusPath } from '../../auth/passport.js'
import type { Decoded } from '../../commands/codec.js'
import { hasRole } from '../../commands/facts.js'
import { Address, bracketed } from '../../commands/words.js'
import { isAnswered, type CloseReason } from '../../core/effects.js'
import { framedCommands } from '../../streams/commands.js'
import { Fault } from '../../streams/fold.js'
import type { ListenerEvent, Link, Ports, ConnectionEvent, HttpListenerEvent } from '../../streams/ports.js'
import { subscribing } from '../../streams/subscribing.js'
import { write, type Frame } from '../../wire/frame.js'
import { utf8Bytes } from '../../wire/text.js'
import { follower, isSaidTheSame } from '../compare/follow.js'
import type { RecordedCommand } from '../format/command.js'
import type { Trace } from '../format/trace.js'
import type { RecordedConnection } from '../read/connections.js'
import type { RecordedSession } from '../read/sessions.js'
import { relocated } from '../scrub/relocate.js'
import { rerouting } from '../scrub/reroute.js'
import { recordedAnswers } from './http.js'
import type { FollowingNotice } from './match.js'

/**
 * Whose server is played, and where.
 *
 * **Shapes** `address` is where the client comes to, `web` where it asks for the login server; port 0 lets the system
 * choose. What the server said by itself keeps its distance in time, unless it is to be `fast`.
 *
 * **Units** `patience` is how long the client may say nothing of what is waited for, in milliseconds.
 */
export interface ServingSettings {
  readonly session: RecordedSession
  readonly address: Address
  readonly web: Address
  readonly patience: number
  readonly fast?: boolean
}

/**
 * What happens while a recorded server is played.
 *
 * **Shapes** `Listening` once; then what the client says otherwise than the recorded one. The end is one of the last
 * three: `Finished` when all was said, `Stuck` with the command that the client does not say, `NotListening`.
 */
export type ServingEvent =
  | { readonly _tag: 'Listening'; readonly address: Address; readonly nexus: string }
  | FollowingNotice
  | { readonly _tag: 'Finished'; readonly connections: number }
  | { readonly _tag: 'Stuck'; readonly connection: number; readonly expected: Uint8Array | undefined }
  | { readonly _tag: 'NotListening'; readonly address: Address; readonly reason: CloseReason }

const keyOf = (address: Address | undefined): string => (address === undefined ? '' : Address.write(address))

const verbOf = (command: Decoded): string => (command._tag === 'Undecodable' ? '' : command.verb)

const isPing = (command: Decoded): boolean => hasRole('keepAlive', 'client', command)

/** What nobody waits for: signs of life, which come when they come, and that the client leaves. */
const isByTheWay = ({ from, command }: RecordedCommand): boolean =>
  hasRole('keepAlive', from, command) || hasRole('leave', from, command)

const cookieOf = (command: Decoded): unknown => ('cookie' in command ? command.cookie : undefined)

/** One connection that is played to a client. */
interface Playing {
  readonly hear: (command: Decoded, bytes: Uint8Array) => void
  /** The command that is waited for; nothing, if none is. */
  readonly waitsFor: () => RecordedCommand | undefined
  readonly isOver: () => boolean
}

/**
 * Plays the server's half of a recorded session to a real client, and waits for the client's half.
 *
 * **Shapes** the next connection of the recording is for who begins with `VER`, a switchboard for who brings its cookie.
 * Transaction ids are the client's own; addresses in XFR and RNG lead here. To unsubscribe ends it.
 *
 * **Errors** none.
 */
export const recordedServer =
  (ports: Ports) =>
  ({ records }: Trace, { session, address, web, patience, fast = false }: ServingSettings): Observable<ServingEvent> =>
    new Observable((subscriber) => {
      const all = session.connections.filter(({ on }) => on !== undefined)
      const unplayed = [...all]
      const played = new Map<number, Playing>()
      const running = new Subscription()
      // A client refuses to be sent in a loop: each notification server has a place of its own.
      const wanted = [...new Set(all.flatMap(({ on, address }) => (on === 'NS' ? [keyOf(address)] : [])))]
      const first = keyOf(all.find(({ on }) => on === 'NS')?.address)
      const here = new Map<string, Address>()
      let base = ''
      const fail = (error: unknown): void => subscriber.error(error)
      const timeOf = ({ last }: RecordedCommand): number => records[last]?.t ?? 0

      const finish = (event: ServingEvent): void => {
        subscriber.next(event)
        subscriber.complete()
      }

      const isDone = (): boolean => unplayed.length === 0 && [...played.values()].every(({ isOver }) => isOver())

      let waiting = Subscription.EMPTY
      const awaken = (): void => {
        waiting.unsubscribe()
        if (isDone()) return finish({ _tag: 'Finished', connections: played.size })
        const next = (): void => {
          const [number, stuck] = [...played].find(([, each]) => each.waitsFor() !== undefined) ?? []
          if (stuck === undefined && unplayed.length === 0) return awaken()
          finish({
            _tag: 'Stuck',
            connection: number ?? unplayed[0]!.number,
            expected: (stuck?.waitsFor() ?? unplayed[0]?.commands.spoken[0])?.bytes,
          })
        }
        waiting = subscribing(ports.after(patience), running, { next, error: fail })
      }

      const play = ({ number, commands, indexes, dialect }: RecordedConnection, link: Link): Playing => {
        const script = commands.spoken.filter((spoken) => !isByTheWay(spoken))
        const { say, hear } = follower(commands.spoken)
        const reroute = rerouting((to) => here.get(keyOf(to)) ?? here.get(first)!)(dialect === undefined ? {} : { dialect })
        const said = new Set<RecordedCommand>()
        const closed = indexes.map((index) => records[index]!).find(({ _tag }) => _tag === 'Closed')
        let at = 0
        let isWaiting = false

        const send = (bytes: Uint8Array): void => link.write(reroute.read(bytes))
        const goOn = (): void => {
          while (!isWaiting && at < script.length) {
            const spoken = script[at]!
            if (spoken.from === 'client') {
              if (!said.has(spoken)) return
              at++
              continue
            }
            const pause = fast || at === 0 ? 0 : timeOf(spoken) - timeOf(script[at - 1]!)
            const speak = (): void => {
              isWaiting = false
              at++
              const bytes = hear(spoken)
              if (bytes !== undefined) send(bytes)
            }
            if (pause <= 0) speak()
            else {
              isWaiting = true
              const next = (): void => {
                speak()
                goOn()
                awaken()
              }
              subscribing(ports.after(pause), running, { next, error: fail })
            }
          }
          if (at === script.length && closed?._tag === 'Closed' && closed.by === 'server') link.end()
        }
        goOn()

        return {
          hear: (command, bytes) => {
            if (isPing(command)) return send(utf8Bytes('QNG 50\r\n'))
            const request = say(command, bytes)
            if (request === undefined) return subscriber.next({ _tag: 'Added', connection: number, found: bytes })
            const { spoken } = request
            if (!isSaidTheSame(spoken, command, bytes))
              subscriber.next({ _tag: 'Otherwise', index: spoken.first, expected: spoken.bytes, found: bytes })
            said.add(spoken)
            goOn()
          },
          waitsFor: () => (at < script.length && script[at]!.from === 'client' ? script[at] : undefined),
          isOver: () => at >= script.length,
        }
      }

      const chosenFor = (command: Decoded): RecordedConnection | undefined => {
        const cookie = cookieOf(command)
        const place = unplayed.findIndex((each) =>
          cookie === undefined || verbOf(command) === 'VER' ? each.on === 'NS' : each.cookie === cookie,
        )
        return place < 0 ? undefined : unplayed.splice(place, 1)[0]
      }

      const accept = (signals: Observable<ConnectionEvent>): Subscription => {
        let link: Link | undefined
        let playing: Playing | undefined
        const hear = ([command, frame]: readonly [Decoded, Frame]): void => {
          if (playing === undefined) {
            const connection = chosenFor(command)
            if (connection === undefined || link === undefined) {
              subscriber.next({ _tag: 'Added', connection: -1, found: write(frame) })
              return link?.end()
            }
            playing = play(connection, link)
            played.set(connection.number, playing)
          }
          playing.hear(command, write(frame))
          if (!isPing(command)) awaken()
        }
        const bytes = new Subject<Uint8Array>()
        const next = (signal: ConnectionEvent): void => {
          if (signal._tag === 'Opened') link = signal.link
          if (signal._tag === 'Bytes') bytes.next(signal.bytes)
        }
        // A client that cannot be read any further keeps its connection, and says nothing more.
        const unreadable = (error: unknown): void => (error instanceof Fault ? undefined : fail(error))
        const said = bytes.pipe(framedCommands({ from: 'client' }))
        subscribing(said, running, { next: hear, error: unreadable, thrown: fail })
        return subscribing(signals, running, { next, error: fail })
      }

      const answer = recordedAnswers(records, session)
      const respond = ({ request, respond }: Extract<HttpListenerEvent, { readonly _tag: 'Asked' }>): void => {
        const outcome = answer(request)?.outcome
        const here = (url: string): string => base + url.replace(/^[a-z]+:\/\/[^/]*/i, '')
        respond(outcome !== undefined && isAnswered(outcome) ? relocated(here)(outcome) : { status: 502, headers: {} })
        awaken()
      }

      const ready = (): void => {
        if (here.size < wanted.length || base === '') return
        subscriber.next({ _tag: 'Listening', address: here.get(first)!, nexus: base + nexusPath })
        awaken()
      }
      for (const place of wanted) {
        const at = place === first ? address : { ...address, port: 0 }
        const next = (event: ListenerEvent): void => {
          if (event._tag === 'Closed') return finish({ _tag: 'NotListening', address: at, reason: event.reason })
          if (event._tag === 'Connected') return void accept(event.connection)
          here.set(place, event.address)
          ready()
        }
        subscribing(ports.listen(at), running, { next, error: fail })
      }
      const visited = (visit: HttpListenerEvent): void => {
        if (visit._tag === 'Closed') return finish({ _tag: 'NotListening', address: web, reason: visit.reason })
        if (visit._tag === 'Asked') return respond(visit)
        base = `http://${bracketed(visit.address.host)}:${visit.address.port}`
        ready()
      }
      subscribing(ports.serve(web), running, { next: visited, error: fail })
      return () => {
        waiting.unsubscribe()
        running.unsubscribe()
      }
    })
