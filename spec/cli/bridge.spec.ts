import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

import { msnp, said, start } from './child.js'

const origin = 'https://chat.example.com'

describe('msnp bridge', () => {
  it('says where it listens and where it goes, passes on what it may, and tells what it refuses', async () => {
    const serving = start(['serve', '--port', '0', '--json'])
    const { first } = said(await serving.line(() => true)) as { readonly first: string }
    for (const json of [true, false]) {
      const bridge = start(['bridge', '--server', first, '--origin', origin, ...(json ? ['--json'] : [])])
      const listening = await bridge.line((line) => line.includes('istening'))
      const at = /127\.0\.0\.1:\d+/.exec(listening)?.[0] ?? `127.0.0.1:${(said(listening)['address'] as string).split(':')[1]}`
      const dial = (to: string) =>
        new Promise<string>((done) => {
          const socket = new WebSocket(`ws://${at}/tcp?to=${to}`, { headers: { Origin: origin } })
          socket
            .on('unexpected-response', (request, { statusCode }) => {
              request.destroy()
              done(String(statusCode))
            })
            .on('open', () => socket.send(Buffer.from('VER 1 MSNP2 CVR0\r\n')))
            .on('message', (data: Buffer) => {
              socket.close()
              done(data.toString())
            })
            .on('error', () => undefined)
        })
      expect(await dial(first)).toBe('VER 1 MSNP2\r\n')
      await bridge.line((line) => /Left|connection 1: it was closed/.test(line))
      expect(await dial('127.0.0.1:1')).toBe('403')
      expect(await bridge.line((line) => /Refused|is refused/.test(line))).toContain('the server is not named')
      bridge.kill('SIGINT')
      expect((await bridge.ended).status).toBe(0)
    }
    serving.kill('SIGINT')
  })

  it('goes nowhere and takes nobody unless it is told', async () => {
    const nowhere = await msnp(['bridge', '--origin', origin])
    expect([nowhere.status, nowhere.err]).toEqual([2, expect.stringContaining('name a --server or a --site')])
    const nobody = await msnp(['bridge', '--server', '127.0.0.1:1'])
    expect([nobody.status, nobody.err]).toEqual([2, expect.stringContaining("'--origin <url>' not specified")])
    const anybody = await msnp(['bridge', '--server', '127.0.0.1:1', '--origin', '*'])
    expect([anybody.status, anybody.err]).toEqual([2, expect.stringContaining('It should be scheme, host and port')])
  })
})
