import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { describeTask } from './describe-task.ts'
import { followOutput } from './replay/follow-output.ts'
import { runMillwright } from './run-millwright.fixture.ts'
import { statusApi } from './status-api.fixture.ts'
import { followLines } from './up/follow-lines.ts'
import { waitingTask } from './waiting-task.fixture.ts'

test('a line of a child that is longer than 64,000 characters comes in pieces', async () => {
  const stream = new PassThrough()
  const lengths: number[] = []
  followLines(stream, (line) => lengths.push(line.length))

  stream.end(`${'x'.repeat(64_000)}y${'x'.repeat(64_000)}z\nshort`)
  await new Promise((resolve) => stream.once('close', resolve))

  expect(lengths).toEqual([64_000, 64_000, 2, 5])
})

test('of a line that a replay never ends, the last 10,000 characters are kept', () => {
  const lines: string[] = []
  const take = followOutput((line) => lines.push(line))

  take(Buffer.from('x'.repeat(20_000)), 'stderr')
  take(Buffer.from('end\n'), 'stderr')

  expect(lines.map((line) => line.slice(-4))).toEqual(['xend'])
  expect(lines[0]).toHaveLength(10_000)
})

test('of a patch 200 lines are shown, and the others counted', () => {
  const patch = Array.from({ length: 203 }, (_, n) => `line ${n}`).join('\n')

  const lines = describeTask(waitingTask(patch, 'ab'.repeat(32)))

  expect(lines.slice(-2)).toEqual(['line 199', '... 3 more lines'])
})

test.each([
  ['prompts preview --last 101', 'at most 100 logs and tasks in one go'],
  ['replay --last 101', 'at most 100'],
  ['replay --last 21 --level shadow', 'at most 20'],
  ['up --workers 33', 'from 0 to 32'],
])('%s is wrong usage', async (line, why) => {
  const { code, stderr } = await runMillwright(line.split(' '))

  expect([code, stderr]).toEqual([2, expect.stringContaining(why)])
})

test('a patch of more than 50 MB is not judged', async () => {
  const dir = await temporaryDirectory()
  const patch = join(dir, 'large.patch')
  writeFileSync(patch, '')
  truncateSync(patch, 50_000_001)

  const { code, stderr } = await runMillwright(['gate', '--repo', dir, '--patch', patch])

  expect([code, stderr]).toEqual([1, expect.stringContaining('too large')])
})

test('a run of more than 500 logs is not compared', async () => {
  const dir = await temporaryDirectory()
  for (let n = 0; n < 501; n += 1) writeFileSync(join(dir, `${n}.log`), '')

  const { code, stderr } = await runMillwright(['triage', 'diff', dir, dir])

  expect([code, stderr]).toEqual([1, expect.stringContaining('more than 500 logs')])
})

test('of what changed a template the last ten steps are shown', async () => {
  const at = '2026-01-01T00:00:00.000Z'
  const step = { at, actor: 'ada', action: 'promoted', hash: 'sha256:1', why: '' }
  const rollout = { canary: null, steps: Array.from({ length: 11 }, () => step) }
  const { env } = await statusApi(200, { name: 'fix-lint', rollout, versions: [], trial: null })

  const { stdout } = await runMillwright(['prompts', 'history', 'fix-lint'], { env })

  expect(stdout.match(/promoted/g)).toHaveLength(10)
})

test('the export of an audit log that never ends does', async () => {
  const { env, asked } = await statusApi(200, { entries: [{ seq: 1 }], next: '1' })

  const { code } = await runMillwright(['audit', 'export'], { env })

  expect([code, asked.length]).toEqual([0, 100])
})

test('of a diagnosis twelve lines of evidence are shown', async () => {
  const dir = await temporaryDirectory()
  const errors = Array.from(
    { length: 30 },
    (_, n) => `src/a${n}.ts(1,1): error TS2304: Cannot find name 'x${n}'.`,
  )
  writeFileSync(
    join(dir, 'a.log'),
    `##[group]Run npx tsc\n${errors.join('\n')}\n##[error]Process completed with exit code 2.\n`,
  )

  const { stdout } = await runMillwright(['triage', join(dir, 'a.log')])

  expect(stdout.match(/^ +\d+[:|] /gm)?.length ?? stdout).toBe(12)
})
