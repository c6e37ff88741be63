/** How the specs are run: those that need nothing but the checkout, or with `--mode shared` those on traffic beside it. */
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'

import { configDefaults, defineConfig } from 'vitest/config'

const report = process.env['CI_REPORT']
const onShared = 'spec/**/*.shared.spec.ts'
const absent = 'spec/replay/absent.shared.spec.ts'
const isShared = existsSync(new URL('../shared/traces', import.meta.url))

/** Specs of what is pure leave nothing behind: the modules that they import are loaded once for many of them. */
const pure = 'spec/{auth,client,commands,core,gateway,host,laws,payloads,streams,traces,wire}/**/*.spec.ts'

const common = {
  setupFiles: ['spec/support/setup.ts'],
  testTimeout: 120_000,
  hookTimeout: 120_000,
  maxConcurrency: 10,
}

export default defineConfig(({ mode }) => {
  // The laws alone run a hundred times as often.
  const env: Record<string, string> = mode === 'laws' ? { LAW_RUNS: process.env['LAW_RUNS'] ?? '100000' } : {}
  const test = { ...common, env }
  const without = (...globs: ReadonlyArray<string>) => [...configDefaults.exclude, ...globs]
  return {
    test: {
      reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
      // Some of them wait for processes and clocks.
      maxWorkers: availableParallelism() + 1,
      projects:
        mode === 'shared'
          ? [
              {
                test: {
                  ...test,
                  name: 'shared',
                  include: [isShared ? onShared : absent],
                  exclude: isShared ? without(absent) : without(),
                },
              },
            ]
          : [
              { test: { ...test, name: 'pure', include: [pure], exclude: without(onShared), isolate: false } },
              {
                test: {
                  ...test,
                  name: 'whole',
                  include: ['spec/**/*.spec.ts', 'spec/**/*.spec-d.ts'],
                  exclude: without(onShared, pure),
                },
              },
            ],
    },
  }
})
