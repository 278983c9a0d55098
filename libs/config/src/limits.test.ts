import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { loadConfig } from './index.ts'

async function load(yaml: string, files: Record<string, string> = {}) {
  const cwd = await temporaryDirectory()
  writeFileSync(join(cwd, 'millwright.yaml'), yaml)
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(cwd, name), text, { mode: 0o600 })
  }
  return loadConfig({ role: 'lead', env: {}, cwd })
}

test('a configuration of more than a million bytes is not read', async () => {
  await expect(load(`# ${'x'.repeat(1_000_000)}\n`)).rejects.toThrow('larger than 1000000 bytes')
})

test('a configuration that multiplies itself by aliases is refused', async () => {
  const nine = (name: string) => `[${Array.from({ length: 9 }, () => `*${name}`).join(', ')}]`
  const bomb = `a: &a [x, x]\nb: &b ${nine('a')}\nc: &c ${nine('b')}\nd: ${nine('c')}\n`

  await expect(load(bomb)).rejects.toThrow(/alias/i)
})

test('a secret of more than 64,000 bytes is not read, one within is', async () => {
  const yaml = 'github: { webhook_secret_file: ./secret }'

  const config = await load(yaml, { secret: 's'.repeat(64_000) })

  expect(config.github.webhook_secret).toHaveLength(64_000)
  await expect(load(yaml, { secret: 's'.repeat(64_001) })).rejects.toThrow('64000 bytes')
})
