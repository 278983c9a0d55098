import { configDefaults, defineConfig, mergeConfig } from 'vitest/config'
import usual from './vitest.config.ts'

/** The tests that kill, cut or disturb a part at every one of its steps, for minutes. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [], exclude: [] } },
  defineConfig({
    test: { include: ['**/src/**/*.long.test.ts'], exclude: configDefaults.exclude },
  }),
)
