/** How the specs are run: those that need nothing but the checkout, or with `--mode shared` those on traffic beside it. */
import { existsSync } from 'node:fs'

import { configDefaults, defineConfig } from 'vitest/config'

const report = process.env['CI_REPORT']
const onShared = 'spec/**/*.shared.spec.ts'
const absent = 'spec/replay/absent.shared.spec.ts'
const isShared = existsSync(new URL('../shared/traces', import.meta.url))

export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === 'shared'
      ? isShared
        ? { include: [onShared], exclude: [...configDefaults.exclude, absent] }
        : { include: [absent] }
      : { include: ['spec/**/*.spec.ts', 'spec/**/*.spec-d.ts'], exclude: [...configDefaults.exclude, onShared] }),
    // The laws alone run a hundred times as often.
    env: mode === 'laws' ? { LAW_RUNS: process.env['LAW_RUNS'] ?? '100000' } : {},
    setupFiles: ['spec/support/setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxConcurrency: 10,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
}))
