// Runs modules one after the other in this process, each until nothing is left that it waits for: most of the time that a
// program takes is the loading of what it imports. Prints as JSON what each of them printed, and how it ended.
import { fileURLToPath, pathToFileURL } from 'node:url'

const runs = {}
const queue = process.argv.slice(2)
// The other configuration leads to the sources, not to the package that was built.
if (queue.some((path) => path.endsWith('.ts'))) {
  const { register } = await import('tsx/esm/api')
  register({ tsconfig: fileURLToPath(new URL('../../tsconfig.build.json', import.meta.url)) })
}
const print = process.stdout.write.bind(process.stdout)
let current = { code: 0, stdout: '', stderr: '' }

for (const name of ['stdout', 'stderr'])
  process[name].write = (chunk, encoding, done) => {
    current[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
    const callback = typeof encoding === 'function' ? encoding : done
    if (callback !== undefined) process.nextTick(callback)
    return true
  }

const fail = (error) => {
  current.code = 1
  current.stderr += `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
}
process.on('uncaughtException', fail)

let isLoaded = true
process.on('beforeExit', () => {
  if (!isLoaded) fail('it waits for what never comes')
  current.code = Number(process.exitCode ?? current.code)
  process.exitCode = undefined
  const path = queue.shift()
  if (path === undefined) {
    // The last word is spoken once.
    process.removeAllListeners('beforeExit')
    print(JSON.stringify(runs))
    return
  }
  current = runs[path] = { code: 0, stdout: '', stderr: '' }
  isLoaded = false
  // A module that waits for nothing leaves nothing to be done; then some Node (26) exits without saying so once more.
  setImmediate(() => undefined)
  import(pathToFileURL(path).href).catch(fail).finally(() => (isLoaded = true))
})
