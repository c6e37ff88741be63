// npm run bench: runs the figures against the built package, as its user would.
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

// The other configuration leads to the sources.
register({ tsconfig: fileURLToPath(new URL('../tsconfig.build.json', import.meta.url)) })
await import('./all.ts')
