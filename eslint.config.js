import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** One import rule for a set of files: ESLint knows no sum of two. */
const imports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })

const fpTs = {
  regex: String.raw`^fp-ts(?!/lib/\w+\.js$)`,
  message: "Plain Node loads only the whole path: import * as E from 'fp-ts/lib/Either.js'.",
}
const ioTs = { regex: '^io-ts/', message: "Import from 'io-ts'." }
const rxjs = { regex: '^rxjs/', message: "Import from 'rxjs'." }
const rxjsOrTesting = { regex: '^rxjs/(?!testing$)', message: "Import from 'rxjs', or in specs from 'rxjs/testing'." }

/** One syntax rule for a set of files, for the same reason. */
const syntax = (...bans) => ({ 'no-restricted-syntax': ['error', ...bans] })

const noEnum = { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' }
const noDefaultExport = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  { selector: 'ExportSpecifier[exported.name="default"]', message: 'Export by name.' },
]
const noDefaultCase = {
  selector: 'SwitchStatement[discriminant.property.name="_tag"] > SwitchCase[test=null]',
  message: 'Name every case: then the compiler tells of one that is missing.',
}
const noCurrentDate = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
  message: 'The core has no clock: time comes in as an event.',
}
const noExportAll = { selector: 'ExportAllDeclaration', message: 'The public surface is a list of names.' }

const noClock = 'The core has no clock: time comes in as an event, and goes out as an effect.'
const noRandom = 'The core has no randomness: it comes in as a value.'
const noNetwork = 'The core has no network: requests go out as effects.'
const forbiddenGlobals = Object.entries({
  Buffer: 'The core runs in browsers too: use Uint8Array.',
  process: 'The core knows of no process.',
  console: 'The core prints nothing.',
  performance: noClock,
  setTimeout: noClock,
  setInterval: noClock,
  setImmediate: noClock,
  crypto: noRandom,
  fetch: noNetwork,
  WebSocket: noNetwork,
  XMLHttpRequest: noNetwork,
}).map(([name, message]) => ({ name, message }))

const layers = ['core', 'wire', 'commands', 'payloads', 'auth', 'client', 'host', 'streams', 'traces']
const core = layers.map((name) => `lib/${name}/**/*.ts`)

export default defineConfig(
  { ignores: ['dist/', 'docs/', '.check/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    // What a comment switches off may be switched on again tomorrow.
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-control-regex': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-namespace': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      ...imports(fpTs, ioTs, rxjs),
      ...syntax(noEnum, ...noDefaultExport),
    },
  },
  { files: ['spec/**/*.ts', 'lib/testing/**/*.ts'], rules: imports(fpTs, ioTs, rxjsOrTesting) },
  { files: ['*.config.ts', '**/*.d.ts'], rules: syntax(noEnum) },
  {
    files: ['lib/**/*.ts'],
    ignores: ['lib/cli/**'],
    rules: syntax(noEnum, ...noDefaultExport, noDefaultCase),
  },
  { files: ['lib/index.ts'], rules: syntax(noEnum, ...noDefaultExport, noExportAll) },
  {
    files: core,
    rules: {
      ...syntax(noEnum, ...noDefaultExport, noDefaultCase, noCurrentDate),
      'no-restricted-globals': ['error', ...forbiddenGlobals],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: noClock },
        { object: 'Math', property: 'random', message: noRandom },
      ],
    },
  },
)
