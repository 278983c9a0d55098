import { patchSha } from '@millwright/protocol'
import { expect, test } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'
import { statusApi } from '../status-api.fixture.ts'
import { waitingTask } from '../waiting-task.fixture.ts'

const sha = 'ab'.repeat(32)

test('approve names the patch, and reject says why', async () => {
  const { env, asked, told } = await statusApi(202, {})

  const approved = await runMillwright(['approve', 't', '--patch', sha.slice(0, 12)], { env })
  const rejected = await runMillwright(['reject', 't', '--why', 'not like this'], { env })

  expect([approved.code, rejected.code]).toEqual([0, 0])
  expect(asked).toEqual(['POST /api/v1/tasks/t/approve', 'POST /api/v1/tasks/t/reject'])
  expect(told).toMatchObject([{ patch: sha.slice(0, 12) }, { why: 'not like this' }])
})

test('approve without enough of the patch to know it by is wrong usage', async () => {
  const short = await runMillwright(['approve', 't', '--patch', 'abc'])
  const none = await runMillwright(['approve', 't'])

  expect([short.code, none.code]).toEqual([2, 2])
  expect(short.stderr).toContain('at least the first 12 characters')
})

test('a patch is printed to the byte, and not at all when something in it was redacted', async () => {
  const patch = 'diff --git a/a b/a\n\u001b[2J\n'
  const print = async (hash: string) => {
    const { env } = await statusApi(200, { task: waitingTask(patch, hash), failure: null })
    return runMillwright(['tasks', 'patch', 't'], { env })
  }

  expect(await print(patchSha(patch))).toMatchObject({ code: 0, stdout: patch })
  expect(await print(sha)).toMatchObject({
    ...{ code: 1, stdout: '' },
    stderr: expect.stringContaining('redacted on its way'),
  })
})
