const { builtinModules } = require('node:module')

/**
 * Who may import whom. A layer may import itself, the layers and files of lib that it names, and the packages that it
 * names; whatever is not named here is a violation.
 */
const layers = {
  wire: { lib: [], packages: ['fp-ts'] },
  commands: { lib: ['wire'], packages: ['fp-ts', 'io-ts'] },
  payloads: { lib: ['wire', 'commands'], packages: ['fp-ts', 'io-ts'] },
  auth: { lib: ['wire/bytes.ts', 'wire/text.ts', 'wire/percent.ts', 'commands/dialects.ts'], packages: ['fp-ts', '@noble/hashes', 'crypto-es'] },
  core: { lib: ['commands'], packages: [] },
  gateway: { lib: ['wire', 'core', 'auth/services.ts'], packages: [] },
  client: { lib: ['core', 'commands', 'payloads', 'auth'], packages: ['fp-ts'] },
  host: { lib: ['core', 'commands', 'payloads', 'auth'], packages: ['fp-ts', 'immutable'] },
  streams: { lib: ['core', 'wire', 'commands', 'payloads', 'client', 'host'], packages: ['fp-ts', 'io-ts', 'rxjs'] },
  traces: {
    lib: ['core', 'wire', 'commands', 'payloads', 'auth', 'gateway', 'client', 'streams'],
    packages: ['fp-ts', 'io-ts', 'rxjs', '@noble/hashes'],
  },
}

const names = Object.keys(layers)

const escaped = (text) => text.replace(/[.\\]/g, '\\$&')

// Not anchored: node_modules may stand above the folder that is looked at, or behind a link.
const inPackage = (name) => `(?:^|/)node_modules/${escaped(name)}/`

const inLib = (path) => (path.endsWith('.ts') ? `^lib/${escaped(path)}$` : `^lib/${path}/`)

const builtins = `^(?:node:)?(?:${builtinModules.map(escaped).join('|')})$`

module.exports = {
  forbidden: [
    ...Object.entries(layers).map(([name, { lib, packages }]) => ({
      name,
      comment: `lib/${name} imports ${[...lib, ...packages].join(', ')}, and nothing else.`,
      severity: 'error',
      from: { path: inLib(name) },
      to: { pathNot: [inLib(name), ...lib.map(inLib), ...packages.map(inPackage)] },
    })),
    {
      name: 'layer',
      comment: 'Every folder of lib is a layer, and the table above says what it may import.',
      severity: 'error',
      from: { path: '^lib/[^/]+/', pathNot: [...names, 'edges', 'testing', 'cli'].map(inLib) },
      to: {},
    },
    {
      name: 'index',
      comment: 'The entries run in a browser, all but node: nothing that they lead to needs Node, or a terminal.',
      severity: 'error',
      from: { path: '^lib/(?:index|wire|auth|payloads|traces|machines|testing/index|edges/web)\\.ts$' },
      to: { reachable: true, path: [builtins, inPackage('commander'), inPackage('picocolors')] },
    },
    {
      name: 'cli',
      comment: 'The command line is a user of the library, and no part of it.',
      severity: 'error',
      from: { path: '^lib/', pathNot: inLib('cli') },
      to: { path: [inLib('cli'), inPackage('commander'), inPackage('picocolors')] },
    },
    {
      name: 'roots',
      comment: 'What stands in lib itself composes the layers; none looks back at it but its users: tools for tests, and the command line.',
      severity: 'error',
      from: { path: '^lib/[^/]+/', pathNot: [inLib('testing'), inLib('cli')] },
      to: { path: '^lib/[^/]+\\.ts$' },
    },
    {
      name: 'circular',
      comment: 'No file imports itself, by whatever way round.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'outside',
      comment: 'The package holds lib and nothing beside it.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { pathNot: ['^lib/', '(?:^|/)node_modules/', builtins] },
    },
    {
      name: 'development',
      comment: 'What is only there for development is not there for the users of the package.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm', 'npm-peer'] },
    },
    {
      name: 'unresolvable',
      comment: 'What is imported is there.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Type-only imports count: without this they are not seen.
    tsPreCompilationDeps: true,
    // As Node resolves, through the exports of a package: without this its sub-paths are not seen.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
