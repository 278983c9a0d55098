import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Mill, openMill } from './mill.fixture.ts'
import { redTask, resultOf } from './red-task.fixture.ts'
import { edit, finish, MODEL_KEY } from './script.fixture.ts'

let mill: Mill
let redSha = ''
beforeAll(async () => {
  mill = await openMill()
  redSha = await mill.addRepository('acme/web', {
    value: '1\n',
    'test/expected': '22\n',
    'test.sh': 'cmp value test/expected\n',
    'old.sh': `# ${MODEL_KEY}\n`,
  })
  await mill.startWorker()
})
afterAll(() => mill.close())

/** The result of a task whose model mends the failure and makes another edit beside that. */
async function fixAnd(other: ReturnType<typeof edit>) {
  mill.model.plays([other], [edit('value', '1', '22')], [finish()], [finish()], [finish()])
  const task = redTask(redSha)
  await mill.queues.tasks.add(task)
  return resultOf(await mill.ended(task.task_id))
}

test.each([
  ['hexadecimal', Buffer.from(MODEL_KEY).toString('hex')],
  ['base64', Buffer.from(MODEL_KEY).toString('base64')],
  ['two lines', `${MODEL_KEY.slice(0, 8)}\n# ${MODEL_KEY.slice(8)}`],
])('a change that adds the key of the model in %s is not handed on', async (_, key) => {
  const result = await fixAnd(edit('test.sh', 'cmp', `# ${key}\ncmp`))

  expect(result).toMatchObject({ outcome: 'validation_failed', patch: '' })
  expect(result.summary).toContain('it holds a secret of the worker')
})

test('a change that takes the key of the model out is handed on', async () => {
  const result = await fixAnd(edit('old.sh', MODEL_KEY, 'no key'))

  expect(result.outcome).toBe('fixed')
  expect(result.patch).toContain('+# no key')
})
