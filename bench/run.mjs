// npm run bench [NAME...]: measures figures on the built package, as its user would; see docs/cli.md.
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

// The other configuration leads to the sources.
register({ tsconfig: fileURLToPath(new URL('../tsconfig.build.json', import.meta.url)) })
await import('./main.ts')
