import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { configReference } from './index.ts'
import { ConfigFile } from './schema/config-file.ts'
import { fieldDocs } from './schema/field.ts'
import { bare } from './schema/list-fields.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

test('every setting has a sentence, and every number a unit', () => {
  const rows = configReference()

  expect(undocumented(ConfigFile, '')).toEqual([])
  expect(rows.filter(({ doc }) => !/^.{15,}\.$/.test(doc)).map(({ path }) => path)).toEqual([])
  const numbers = rows.filter(({ type }) => /^(integer|number)/.test(type))
  expect(numbers.length).toBeGreaterThan(15)
  expect(
    numbers.filter(({ unit, path }) => unit === '' && !path.endsWith('_id')).map((r) => r.path),
  ).toEqual([])
})

test('a secret can be given by variable, by file in a variable and by file in the YAML', () => {
  const row = configReference().find(({ path }) => path === 'model.api_key_file')

  expect(row?.env).toEqual([
    'MILLWRIGHT_MODEL_API_KEY',
    'ANTHROPIC_API_KEY',
    'MILLWRIGHT_MODEL_API_KEY_FILE',
    'ANTHROPIC_API_KEY_FILE',
  ])
  expect(row?.secretOf).toEqual(['worker'])
})

test('no two settings share a variable', () => {
  const names = configReference().flatMap(({ env }) => env)

  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

test('docs/configuration.md says what the schema says', () => {
  const args = ['--conditions=@millwright/source', '--import', 'tsx']

  const { status, stderr } = spawnSync(
    process.execPath,
    [...args, 'tools/generate-config-docs.ts', '--check'],
    { cwd: root, encoding: 'utf8' },
  )

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

function undocumented(schema: z.ZodType, path: string): string[] {
  const inner = bare(schema)
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape).flatMap(([key, child]) =>
      child instanceof z.ZodType ? undocumented(child, `${path}.${key}`) : [`${path}.${key}`],
    )
  }
  return fieldDocs.has(schema) ? [] : [path]
}
