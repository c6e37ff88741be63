import { defineConfig } from 'vitest/config'

const report = process.env['CI_REPORT']

export default defineConfig({
  test: {
    include: ['spec/**/*.spec.ts', 'spec/**/*.spec-d.ts'],
    setupFiles: ['spec/support/setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
})
