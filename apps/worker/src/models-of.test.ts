import { tmpdir } from 'node:os'
import { loadConfig } from '@millwright/config'
import { logSink } from '@millwright/testing'
import { expect, test } from 'vitest'
import { modelsOf } from './models-of.ts'

test.each([
  ['nothing', undefined, 'claude-sonnet-5-5'],
  ['the configured model', 'claude-sonnet-5-5', 'claude-sonnet-5-5'],
  ['a model that is allowed', 'claude-haiku-4-5', 'claude-haiku-4-5'],
  ['a model that is not', 'claude-opus-5', 'claude-sonnet-5-5'],
])('a template that asks for %s gets what the operator agreed to', (_what, wanted, given) => {
  const config = loadConfig({ role: 'worker', env: {}, cwd: tmpdir() })
  const model = { ...config.model, allow: ['claude-haiku-4-5'] }

  const modelFor = modelsOf({ ...config, model }, logSink().logger)

  expect(modelFor(wanted === undefined ? {} : { model: wanted }).name).toBe(given)
})
