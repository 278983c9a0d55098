import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LOG_BYTES_MAX } from '@millwright/protocol'
import { makeZip, temporaryDirectory, type ZippedFile } from '@millwright/testing'
import { expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { ARCHIVE_BYTES_MAX, ARCHIVE_ENTRIES_MAX, ARCHIVE_LOGS_MAX } from '../limits.ts'
import { acmePack } from '../packs/acme-rules.fixture.ts'
import { compileRules } from '../packs/compile-rules.ts'
import { parsePack } from '../packs/parse-pack.ts'
import { type LogArchive, openArchive } from './open-archive.ts'

async function write(bytes: Buffer): Promise<string> {
  const file = join(await temporaryDirectory(), 'logs.zip')
  await writeFile(file, bytes)
  return file
}

/** The logs of an archive as text, by name. */
async function read({ logs, close }: LogArchive): Promise<Record<string, string>> {
  const texts: Record<string, string> = {}
  for (const { name, open } of logs) {
    let text = ''
    for await (const chunk of open()) text += Buffer.from(chunk).toString()
    texts[name] = text
  }
  close()
  return texts
}

async function logsOf(...files: ZippedFile[]) {
  return read(await openArchive(await write(makeZip(files))))
}

async function refusal(bytes: Buffer): Promise<string> {
  return openArchive(await write(bytes))
    .then(read)
    .then(
      () => 'no refusal',
      (error: unknown) => String(error),
    )
}

test("an archive gives each job's whole log, in the order of the jobs", async () => {
  const logs = await logsOf(
    { name: '10_lint.txt', text: 'lint' },
    { name: '2_test.txt', text: 'test' },
    { name: 'test/1_Set up job.txt', text: 'not again' },
  )

  expect(Object.entries(logs)).toEqual([
    ['2_test.txt', 'test'],
    ['10_lint.txt', 'lint'],
  ])
})

test('steps alone are put together in the order of their numbers', async () => {
  const logs = await logsOf(
    { name: 'test (20)/10_Run npm test.txt', text: 'ten' },
    { name: 'test (20)/2_Run npm ci.txt', text: 'two' },
    { name: 'test (20)/1_Set up job.txt', text: 'one\n' },
    { name: 'test (20)/system.txt', text: 'the runner speaks' },
    { name: 'lint/1_Set up job.txt', text: 'other' },
  )

  expect(logs).toEqual({ 'test (20)': 'one\ntwo\nten', lint: 'other' })
})

test('an archive inside the archive is named and not opened', async () => {
  const inner = makeZip([{ name: '0_secret.txt', text: 'inner' }])
  const archive = await openArchive(
    await write(
      makeZip([
        { name: '0_a.txt', text: 'a' },
        { name: 'more.zip', text: inner },
      ]),
    ),
  )

  expect(archive.nested).toEqual(['more.zip'])
  expect(await read(archive)).toEqual({ '0_a.txt': 'a' })
})

test('what is no sound archive is refused', async () => {
  const zip = makeZip([{ name: '0_a.txt', text: 'a'.repeat(5000) }])

  expect(await refusal(Buffer.from('PK\u0003\u0004 and no more'))).toContain('not a sound archive')
  expect(await refusal(zip.subarray(0, zip.length - 10))).toContain('not a sound archive')
  expect(await refusal(makeZip([{ name: '../out.txt', text: 'a' }]))).toContain('relative path')
})

test('more entries, logs or bytes than the limits are refused', async () => {
  const empty = (count: number, name: (i: number) => string) =>
    makeZip(Array.from({ length: count }, (_, i) => ({ name: name(i), text: '' })))
  const huge = Array.from({ length: 2 }, (_, i) => {
    return { name: `${i}_a.txt`, text: '', declares: ARCHIVE_BYTES_MAX / 2 + 1 }
  })

  expect(await refusal(empty(ARCHIVE_ENTRIES_MAX + 1, (i) => `a/${i}.txt`))).toContain('entries')
  expect(await refusal(empty(ARCHIVE_LOGS_MAX + 1, (i) => `${i}_a.txt`))).toContain('256 logs')
  expect(await refusal(makeZip(huge))).toContain(`${ARCHIVE_BYTES_MAX} bytes of logs`)
})

test('an entry that unfolds to more than it declares ends with an error', async () => {
  const bomb = makeZip([{ name: '0_a.txt', text: Buffer.alloc(50_000_000), declares: 100 }])

  expect(await refusal(bomb)).toContain('too many bytes')
})

test('a log in an archive is read to the limit of any log, in bounded memory', async () => {
  const rules = compileRules([parsePack({ file: 'acme.yaml', text: acmePack })])
  const zip = makeZip([{ name: '0_a.txt', text: Buffer.alloc(LOG_BYTES_MAX + 1000, 'x') }])
  const archive = await openArchive(await write(zip))
  const before = process.memoryUsage().rss

  const [log] = archive.logs
  const diagnosis = log && (await diagnose(log.open(), {}, rules))
  archive.close()

  expect(zip.length).toBeLessThan(1_000_000)
  expect(diagnosis?.summary).toContain(`cut after ${LOG_BYTES_MAX} bytes`)
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
})
