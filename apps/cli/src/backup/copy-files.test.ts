import { symlinkSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { copyFolder } from './copy-files.ts'
import { FOLDER_FILES_MAX } from './limits.ts'

test('the files of a folder are copied with those below it, and no link is followed', async () => {
  const [from, to] = [await temporaryDirectory(), await temporaryDirectory()]
  await mkdir(join(from, 'partials'))
  for (const name of ['a.md', 'partials/b.md']) writeFileSync(join(from, name), name)
  symlinkSync('/etc/hostname', join(from, 'link.md'))

  const copied = await copyFolder(from, join(to, 'prompts'), to)

  expect(copied.toSorted()).toEqual(['prompts/a.md', 'prompts/partials/b.md'])
})

test('a folder with more files than a named number is refused', async () => {
  const [from, to] = [await temporaryDirectory(), await temporaryDirectory()]
  for (let n = 0; n <= FOLDER_FILES_MAX; n += 1) writeFileSync(join(from, `${n}`), '')

  await expect(copyFolder(from, to, to)).rejects.toThrow(`more than ${FOLDER_FILES_MAX} files`)
})
