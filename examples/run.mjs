// npm run example NAME: runs examples/NAME.ts against the built package, as its user would.
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

const names = readdirSync(new URL('.', import.meta.url)).flatMap((file) => /^(.*)\.ts$/.exec(file)?.[1] ?? [])
const name = process.argv[2]

if (names.includes(name)) {
  // The other configuration leads to the sources.
  register({ tsconfig: fileURLToPath(new URL('../tsconfig.build.json', import.meta.url)) })
  await import(`./${name}.ts`)
} else {
  console.error(`there is no example ${name ?? '(none named)'}; there are ${names.join(', ')}`)
  process.exitCode = 2
}
