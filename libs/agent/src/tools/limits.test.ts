import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createJail, findSandbox } from '@millwright/sandbox'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { bash } from './bash.ts'
import { edit } from './edit.ts'
import { search } from './search.ts'
import { view } from './view.ts'

const sandbox = await findSandbox({ mode: 'bwrap' })
const signal = new AbortController().signal

async function tree(files: Readonly<Record<string, string>>) {
  const dir = join(await temporaryDirectory(), 'tree')
  await mkdir(dir)
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text)
  const jail = createJail({ ...sandbox, workspace: { dir }, readOnlyPaths: [] })
  return { jail, signal }
}

test('commands, times and texts over their limits are refused before anything runs', async () => {
  const jail = {
    run: () => {
      throw new Error('something ran')
    },
  }
  const calls = [
    bash.call({ command: 'x'.repeat(20_001) }, { jail, signal }),
    bash.call({ command: 'true', timeout_seconds: 601 }, { jail, signal }),
    edit.call({ path: 'a', create: 'x'.repeat(500_001) }, { jail, signal }),
  ]

  for (const answer of await Promise.all(calls)) {
    expect(answer).toMatchObject({ isError: true, text: expect.stringContaining('refused') })
  }
})

test('a file of more than two million bytes is not shown, and its long lines are cut', async () => {
  const context = await tree({ large: 'x'.repeat(2_000_001), long: `${'y'.repeat(1001)}\n` })

  const large = await view.call({ path: 'large' }, context)
  const long = await view.call({ path: 'long' }, context)

  expect(large).toMatchObject({ isError: true, text: expect.stringContaining('too large') })
  expect(long.text).toBe(`1\t${'y'.repeat(1000)}`)
})

test('a folder shows 300 of its entries and counts the rest; a match shows 300 characters', async () => {
  const names = Array.from({ length: 302 }, (_, n) => `f${n}`)
  const context = await tree(Object.fromEntries(names.map((name) => [name, ''])))
  const { jail } = await tree({ a: `needle${'z'.repeat(400)}` })

  const listed = await view.call({ path: '.' }, context)
  const found = await search.call({ pattern: 'needle' }, { jail, signal })

  expect(listed.text.split('\n')).toHaveLength(301)
  expect(listed.text).toContain('(2 more)')
  expect(found.text).toBe(`a:1: needle${'z'.repeat(294)}`)
})
