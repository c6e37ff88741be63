/** Places to listen at and to be rude at, for specs of transports; all of them are gone behind each spec. */
import * as net from 'node:net'

import { tap } from 'rxjs'
import { afterEach, beforeEach, expect } from 'vitest'

import { nodePorts, type NodeOptions } from '../../../lib/edges/node.js'
import type { Address, ConnectionEvent, Link, ListenerEvent, Ports } from '../../../lib/index.js'
import { collected, connections, loopback, until } from '../toys.js'

const wrong: Array<unknown> = []
const note = (error: unknown): void => void wrong.push(error)
export const stops: Array<() => void> = []

beforeEach(() => void process.on('unhandledRejection', note).on('uncaughtException', note).on('warning', note))
afterEach(() => {
  stops.splice(0).forEach((stop) => stop())
  process.off('unhandledRejection', note).off('uncaughtException', note).off('warning', note)
  expect(wrong.splice(0)).toEqual([])
})

/** A plain server to be rude with: what it does with a connection is up to the spec. */
export const rude = (answer: (socket: net.Socket) => void): Promise<Address> =>
  new Promise((listening) => {
    const sockets = new Set<net.Socket>()
    const server = net.createServer({ allowHalfOpen: true }, (socket) => {
      sockets.add(socket.on('error', () => undefined))
      answer(socket)
    })
    server.listen(0, '127.0.0.1', () => listening({ host: '127.0.0.1', port: (server.address() as net.AddressInfo).port }))
    stops.push(() => {
      server.close()
      sockets.forEach((socket) => socket.destroy())
    })
  })

/** A port that nobody listens at, for a program that has to be told one. */
export const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => done(port))
    })
  })

/** Waits until somebody listens at a port. */
export const opened = async (port: number): Promise<void> => {
  const isOpen = (): Promise<boolean> =>
    new Promise((done) => {
      const socket = net
        .connect(port, '127.0.0.1', () => done(true))
        .on('error', () => done(false))
        .on('connect', () => socket.destroy())
    })
  for (const end = Date.now() + 20_000; !(await isOpen()); await new Promise((done) => setTimeout(done, 50)))
    if (Date.now() > end) throw new Error(`nobody listens at port ${port}`)
}

/** A place to listen at, and all that is heard on the connections there. */
export const listening = async (options: NodeOptions = {}) => {
  const knocks: Array<ListenerEvent> = []
  const heard = collected(connections(nodePorts(options).listen(loopback).pipe(tap((knock) => knocks.push(knock)))))
  stops.push(heard.stop)
  await until(() => knocks.length > 0)
  const [first] = knocks
  if (first?._tag !== 'Listening') throw new Error(JSON.stringify(first))
  return { ...heard, knocks, address: first.address }
}

/** A connection, and all that is heard on it. */
export const dialled = (ports: Ports, address: Address) => {
  const heard = collected(ports.dial(address))
  stops.push(heard.stop)
  return heard
}

/** A socket as it is, with what it says first, and all that it hears. */
export const bare = ({ host, port }: Address, first = '') => {
  const socket = net.connect(port, host).on('error', () => undefined)
  const heard = { text: '', isOver: false }
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => (heard.text += text)).on('close', () => (heard.isOver = true))
  if (first !== '') socket.write(first, 'latin1')
  stops.push(() => socket.destroy())
  return { socket, heard }
}

export const linkIn = (signals: ReadonlyArray<ConnectionEvent>): Link => {
  const opened = signals.find((signal) => signal._tag === 'Opened')
  if (opened === undefined) throw new Error('not opened')
  return opened.link
}
export const bytesIn = (signals: ReadonlyArray<ConnectionEvent>): Buffer =>
  Buffer.concat(signals.flatMap((signal) => (signal._tag === 'Bytes' ? [signal.bytes] : [])))
export const textIn = (signals: ReadonlyArray<ConnectionEvent>): string => bytesIn(signals).toString('latin1')
export const endOf = (signals: ReadonlyArray<ConnectionEvent>): unknown => {
  const last = signals.at(-1)
  return last?._tag === 'Closed' ? last.reason : last?._tag
}
