import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { noteBackup } from '../backup/last-backup.ts'
import { backupCheck } from './check-backup.ts'
import { find } from './machine.fixture.ts'

const env = { REDIS_URL: 'redis://127.0.0.1:9' }
const watching = 'repositories: { acme/web: {} }\n'
const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3_600_000).toISOString()

test('a service that has something to lose is told to make a backup', async () => {
  expect(await find(backupCheck, '')).toMatchObject({ ok: true })
  expect(await find(backupCheck, watching, env)).toMatchObject({
    ...{ ok: false, detail: 'none was ever made' },
    fix: expect.stringContaining('millwright backup'),
  })
})

test.each([
  ['a fresh one', 1, true],
  ['one of eight days', 8, false],
])('%s is judged by its age', async (_what, days, ok) => {
  const dir = await temporaryDirectory()
  await noteBackup(dir, { path: dir, made_at: daysAgo(days) })

  const found = await find(backupCheck, `${watching}data_dir: ${dir}\n`, env)

  expect(found).toMatchObject({ ok, detail: `the last is ${days} days old: ${dir}` })
})

test('a backup that is gone is none, and neither is a note that cannot be read', async () => {
  const [gone, garbled] = [await temporaryDirectory(), await temporaryDirectory()]
  await noteBackup(gone, { path: join(gone, 'away'), made_at: daysAgo(1) })
  writeFileSync(join(garbled, 'last-backup.json'), '{')

  const found = [gone, garbled].map((dir) =>
    find(backupCheck, `${watching}data_dir: ${dir}\n`, env),
  )

  expect((await Promise.all(found)).map(({ ok }) => ok)).toEqual([false, false])
})
