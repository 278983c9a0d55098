import { readdir, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { createJail } from './create-jail.ts'
import type { JailOptions } from './jail.ts'
import { selfTest } from './self-test.ts'
import { testJail } from './test-jail.fixture.ts'

async function testOf(options: Partial<JailOptions>) {
  const { sandbox } = await testJail()
  const dataDir = join(await temporaryDirectory(), 'data')
  const result = await selfTest(
    (workspace) => createJail({ ...sandbox, readOnlyPaths: [], ...options, workspace }),
    dataDir,
  )
  return { ...result, dataDir }
}

test('our jail passes, and nothing of the test is left', async () => {
  const abandoned = join(homedir(), '.millwright-canary-4000000')
  await writeFile(abandoned, 'canary')

  const { isolated, findings, dataDir } = await testOf({})

  expect(findings).toEqual([])
  expect(isolated).toBe(true)
  expect(await readdir(dataDir)).toEqual([])
  const mine = ['4000000', `${process.pid}`].map((pid) => `.millwright-canary-${pid}`)
  const left = (await readdir(homedir())).filter((name) => mine.includes(name))
  expect(left).toEqual([])
})

test('without a jail everything is found', async () => {
  const { isolated, findings } = await testOf({ mode: 'none' })

  const text = findings.join('\n')
  expect(isolated).toBe(false)
  for (const finding of ['can read', 'can list', 'can connect to 127.0.0.1', 'can connect to @']) {
    expect(text).toContain(finding)
  }
})

test('a jail that shows the data directory, or our home, fails', async () => {
  const root = await temporaryDirectory()

  const { isolated, findings } = await testOf({
    readOnlyPaths: [root.slice(0, root.indexOf('/', 1))],
  })

  expect(isolated).toBe(false)
  expect(findings.join('\n')).toMatch(/can read .*\/secret/)
})

test('a jail in which the test cannot run proves nothing, and that is an error', async () => {
  const program = join(await temporaryDirectory(), 'bwrap')
  await writeFile(program, '#!/bin/sh\nexit 1\n', { mode: 0o755 })

  await expect(testOf({ bwrap: program })).rejects.toMatchObject({ code: 'MW_SANDBOX' })
})
