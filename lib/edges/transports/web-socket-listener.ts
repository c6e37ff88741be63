/** WebSockets that come to a listener of TCP or TLS: a connection that begins with HTTP, where MSNP has a command. */
import * as http from 'node:http'
import type { Socket } from 'node:net'

import { WebSocketServer } from 'ws'

import type { CloseReason } from '../../core/effects.js'
import { codeOf } from '../../wire/errors.js'
import type { Settings } from '../settings.js'
import type { MessageListener, Messages } from './messages.js'
import { knownProtocols } from './sub-protocols.js'
import { hearWebSocket, wsOptions } from './ws.js'

/** Whether the first bytes of a connection begin `GET`: no command that a connection of MSNP begins with has a G in front. */
export const isUpgrade = (first: Uint8Array): boolean => first[0] === 0x47

/** What a connection is, once its first bytes were HTTP. */
export interface Upgrading {
  readonly write: (bytes: Uint8Array) => void
  /** Closes it, after what was written; `part` lets go of a socket that never was a WebSocket. */
  readonly leave: (part: (socket: Socket) => void) => void
}

/** The WebSockets of a listener. */
export interface Upgrades {
  /** Takes a socket with its first bytes, on which nobody else listens any more. */
  readonly take: (socket: Socket, first: Uint8Array, listener: MessageListener) => Upgrading
  /** Begins to close all WebSockets that are open; gives whether a socket is one of them. */
  readonly end: () => (socket: Socket) => boolean
}

interface Waiting {
  readonly refuse: (status: number, reason: CloseReason) => void
  readonly upgrade: (request: http.IncomingMessage, head: Buffer) => void
}

const goingAway = 1001

const broken = (problem: string): CloseReason => ({ _tag: 'Broken', problem })

/** Why a request is refused before it is looked at whether it is sound: nothing, if it is not. */
const refusalOf = ({ headers }: http.IncomingMessage, origins: ReadonlyArray<string>): readonly [status: number, why: CloseReason] | undefined => {
  const { origin, 'sec-websocket-protocol': offered } = headers
  if (origin !== undefined && !origins.includes(origin.toLowerCase()))
    return [403, { _tag: 'Forbidden', problem: 'it comes from a page of an origin that is not named' }]
  const names = offered?.split(',').map((name) => name.trim())
  if (names !== undefined && !names.some((name) => knownProtocols.includes(name)))
    return [400, broken(`it offers none of the sub-protocols ${knownProtocols.join(', ')}`)]
  return undefined
}

/** What takes the WebSockets of a listener. */
export const upgrades = (settings: Settings): Upgrades => {
  const origins = settings.origins.map((origin) => origin.toLowerCase())
  const waiting = new WeakMap<object, Waiting>()
  const open = new Set<object>()
  const sockets = new WebSocketServer({
    ...wsOptions(settings),
    noServer: true,
    handleProtocols: (offered) => knownProtocols.find((name) => offered.has(name)) ?? false,
  })
  // Without a listener it would answer by itself, and nobody would know why.
  sockets.on('wsClientError', ({ message }: Error, socket) => waiting.get(socket)?.refuse(400, broken(message)))
  const plain = http
    .createServer((request) => waiting.get(request.socket)?.refuse(426, broken('it asks by HTTP, and for no WebSocket')))
    .on('upgrade', (request, socket, head) => waiting.get(socket)?.upgrade(request, head))
    .on('clientError', (error, socket) => {
      const isCut = ['ECONNRESET', 'HPE_INVALID_EOF_STATE'].includes(codeOf(error) ?? '')
      waiting.get(socket)?.refuse(400, isCut ? { _tag: 'Reset' } : broken('it begins like HTTP, and is none'))
    })

  const take: Upgrades['take'] = (socket, first, { bytes, closed }) => {
    let talk: Messages | undefined
    const early: Array<Uint8Array> = []
    const timer = setTimeout(() => closed({ _tag: 'TimedOut' }), settings.connectTimeout)
    const lost = (): void => closed({ _tag: 'Reset' })
    const over = (): void => {
      clearTimeout(timer)
      waiting.delete(socket)
      socket.off('close', lost)
    }
    const refuse = (status: number, reason: CloseReason): void => {
      over()
      const more = status === 426 ? 'Upgrade: websocket\r\n' : ''
      if (socket.writable) socket.write(`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\n${more}Connection: close\r\nContent-Length: 0\r\n\r\n`)
      closed(reason)
    }
    const upgrade = (request: http.IncomingMessage, head: Buffer): void => {
      const refused = refusalOf(request, origins)
      if (refused !== undefined) return refuse(...refused)
      sockets.handleUpgrade(request, socket, head, (opened) => {
        over()
        open.add(socket)
        opened.once('close', () => open.delete(socket))
        talk = hearWebSocket(opened, settings, { bytes, closed })
        early.forEach(talk.write)
      })
    }
    waiting.set(socket, { refuse, upgrade })
    // It flows, and what is put back would wait for the next bytes.
    socket.once('close', lost).pause().unshift(first)
    plain.emit('connection', socket)
    socket.resume()
    return {
      write: (bytes) => (talk === undefined ? void early.push(bytes) : talk.write(bytes)),
      leave: (part) => {
        over()
        if (talk === undefined) part(socket)
        else talk.leave()
      },
    }
  }
  return {
    take,
    end: () => {
      sockets.clients.forEach((client) => client.close(goingAway))
      return (socket) => open.has(socket)
    },
  }
}
