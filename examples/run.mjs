// npm run example NAME: runs examples/NAME.ts against the built package.
import { readdirSync } from 'node:fs'
import { register } from 'tsx/esm/api'

const names = readdirSync(new URL('.', import.meta.url)).flatMap((file) => /^(.*)\.ts$/.exec(file)?.[1] ?? [])
const name = process.argv[2]

if (names.includes(name)) {
  register()
  await import(`./${name}.ts`)
} else {
  console.error(`there is no example ${name ?? '(none named)'}; there are ${names.join(', ')}`)
  process.exitCode = 2
}
