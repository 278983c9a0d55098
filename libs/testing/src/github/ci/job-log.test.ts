import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { JobLog } from './job-log.ts'

test('a log over its limit is cut, and says so once', async () => {
  const path = join(await temporaryDirectory(), 'log')
  const log = new JobLog(path, (line) => line, 1_000)

  for (let count = 0; count < 100; count += 1) log.line('x'.repeat(50))
  await log.close()

  const text = await readFile(path, 'utf8')
  expect(text.length).toBeLessThan(1_100)
  expect(text.match(/the rest of the log is cut/g)).toHaveLength(1)
})
