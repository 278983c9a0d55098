import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { promptSchema } from './prompt-schema.ts'

const file = new URL('../../../prompts/prompt.schema.json', import.meta.url)

test('the schema for editors is that of the loader (tools/generate-prompt-schema.ts writes it)', () => {
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(promptSchema())
})
