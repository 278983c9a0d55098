import { configDefaults, defineConfig, mergeConfig } from 'vitest/config'
import { everyNth } from './tools/every-nth.ts'
import usual from './vitest.config.ts'

/** The attacks that take minutes; one file after another, because each uses the whole machine. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [], exclude: [] } },
  defineConfig({
    test: {
      include: ['**/src/**/*.hostile.test.ts'],
      provide: { everyNth },
      exclude: configDefaults.exclude,
      fileParallelism: false,
      testTimeout: 120_000,
    },
  }),
)
