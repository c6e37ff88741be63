/** How large a bundle for browsers gets that uses one name of the package, with all that this name needs. */
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

import { build } from 'esbuild'

/** The size of a bundle in bytes, minified, and the same compressed. */
export interface Size {
  readonly minified: number
  readonly gzip: number
}

/** Bundles a program that has one name of the built package, as its user would. */
export const bundleOf = async (name: string): Promise<Size> => {
  const { outputFiles } = await build({
    // The package finds itself by its own name.
    stdin: { contents: `import { ${name} } from 'rx-msnp'\nconsole.log(${name})`, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    write: false,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
    tsconfigRaw: {},
  })
  const code = outputFiles[0]!.contents
  return { minified: code.length, gzip: gzipSync(code).length }
}
