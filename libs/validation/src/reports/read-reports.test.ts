import { execFileSync } from 'node:child_process'
import { mkdir, readdir, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { REPORT_BYTES_MAX, readReports } from './read-reports.ts'

test('reports are read in their order and removed', async () => {
  const dir = await temporaryDirectory()
  await writeFile(join(dir, 'a.1'), 'one')
  await writeFile(join(dir, 'a.2'), 'two')

  expect(await readReports(join(dir, 'a'))).toEqual(['one', 'two'])
  expect(await readdir(dir)).toEqual([])
})

test.each<[string, (file: string) => unknown]>([
  ['a link', (file) => symlink('/etc/hostname', file)],
  ['a pipe', (file) => execFileSync('mkfifo', [file])],
  ['a folder', (file) => mkdir(file)],
  [
    'a file that is too large',
    async (file) => {
      await writeFile(file, '')
      await truncate(file, REPORT_BYTES_MAX + 1)
    },
  ],
])('%s in the place of a report is not read', async (_name, plant) => {
  const dir = await temporaryDirectory()
  await plant(join(dir, 'a.1'))

  expect(await readReports(join(dir, 'a'))).toBeNull()
})
