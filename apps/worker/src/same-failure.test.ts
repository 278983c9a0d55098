import { isRedThenGreen } from '@millwright/protocol'
import { builtinRules, diagnose } from '@millwright/triage'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Mill, openMill } from './mill.fixture.ts'
import { redTask, resultOf } from './red-task.fixture.ts'
import { edit, finish } from './script.fixture.ts'

let mill: Mill
let redSha = ''
beforeAll(async () => {
  mill = await openMill()
  redSha = await mill.addRepository('acme/web', { value: '1\n', 'test.sh': 'grep -q 22 value\n' })
  await mill.startWorker()
})
afterAll(() => mill.close())

async function work(task: ReturnType<typeof redTask>) {
  await mill.queues.tasks.add(task)
  return { result: resultOf(await mill.ended(task.task_id)) }
}

const assertion = { rule: 'vitest/assertion', fingerprint: 'v3:0', failing_tests: ['cart > adds'] }
const printing = (output: string) => `printf '%s\\n' ${output}; exit 1`

test('a run that is red of another failure is not reproduced, and nothing is paid for', async () => {
  mill.model.plays()
  const replay = printing(`'src/a.ts(3,7): error TS2322: Type "a" is not assignable.'`)

  const { result } = await work(redTask(redSha, {}, { ...assertion, replay }))

  const both = 'vitest/assertion (assertion-mismatch) before, here tsc/error (type-error)'
  expect(result).toMatchObject({ outcome: 'not_reproduced', patch: '', usage: { turns: 0 } })
  expect(result.summary).toContain(both)
  expect(result.proof.same_failure).toEqual({ same: 'no', is_hindered: false, why: both })
  expect(isRedThenGreen({ ...result.proof, after: [], restored: [] }, [replay])).toBe(false)
  expect(mill.model.asked()).toEqual([])
})

test('a run that is red for want of the network is looked into, and never edited', async () => {
  mill.model.plays([finish({ next_step: 'Name the host.' })])
  const replay = printing(`'npm error code ENOTFOUND' 'npm error network request failed'`)

  const { result } = await work(redTask(redSha, {}, { ...assertion, replay }))

  expect(result).toMatchObject({ outcome: 'investigated', patch: '' })
  expect(result.summary).toMatch(/something else is in its way \(exit code 1\): vitest\/assertion/)
})

test('a fix of the same failure says that it was the same', async () => {
  mill.model.plays([edit('value', '1', '22')], [finish()])
  const red = ' FAIL  src/cart.test.ts > cart > adds'
  const replay = `sh test.sh || { ${printing(`'${red}' 'AssertionError: expected 1 to be 2'`)}; }`
  const { fingerprint } = await diagnose(
    `${red}\nAssertionError: expected 1 to be 2\n`,
    {},
    await builtinRules(),
  )

  const { result } = await work(redTask(redSha, {}, { ...assertion, fingerprint, replay }))

  expect(result.outcome).toBe('fixed')
  expect(result.proof.same_failure).toMatchObject({ same: 'yes' })
})
