/** Processes of their own, for what is not to share heap, CPU or turns with what is measured. */
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A process that does what it is asked, one thing after the other. */
interface Process {
  readonly ask: <A>(action: string, given?: unknown) => Promise<A>
  readonly end: () => void
}

const start = (file: string): Process => {
  const child: ChildProcess = fork(fileURLToPath(new URL(file, import.meta.url)), { execArgv: ['--expose-gc'] })
  return {
    ask: <A>(action: string, given: unknown = {}) =>
      new Promise<A>((done, failed) => {
        const ended = (code: number | null): void => failed(new Error(`${file} ended with ${code}`))
        child.once('exit', ended).once('message', (answer) => {
          child.off('exit', ended)
          done(answer as A)
        })
        child.send({ action, given })
      }),
    end: () => child.kill(),
  }
}

/** Where the server listens. */
export interface Place {
  readonly first: { readonly host: string; readonly port: number }
  readonly nexus: string
}

/** A server and its clients, each in a process, for as long as something is done with them. */
export const both = async <A>(work: (server: Process, clients: Process) => Promise<A>): Promise<A> => {
  const [server, clients] = [start('host-server.mjs'), start('host-clients.mjs')]
  try {
    return await work(server, clients)
  } finally {
    server.end()
    clients.end()
  }
}
