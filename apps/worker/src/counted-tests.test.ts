import { isRedThenGreen } from '@millwright/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Mill, openMill } from './mill.fixture.ts'
import { redTask, resultOf } from './red-task.fixture.ts'
import { edit, finish } from './script.fixture.ts'

let mill: Mill
beforeAll(async () => {
  mill = await openMill()
  await mill.startWorker({ pace: { firstWaitMs: 100 } })
})
afterAll(() => mill.close())

const testFile = `import assert from 'node:assert'
import { readFileSync } from 'node:fs'
import test from 'node:test'
const value = readFileSync('value', 'utf8').trim()
test('one', () => assert.ok(value))
test('two', { skip: value === 'skip' }, () => assert.equal(value, '2'))
`

test('a fix that has the red test skipped is given back, and proves nothing', async () => {
  const files = { value: '1\n', 'a.test.mjs': testFile }
  const headSha = await mill.addRepository('acme/counted', files)
  const validation = ['node --test a.test.mjs']
  const task = redTask(headSha, { repo: 'acme/counted', validation }, { replay: null })
  mill.model.plays(
    [edit('value', '1', 'skip')],
    [finish()],
    [edit('value', 'skip', '2')],
    [finish()],
  )

  await mill.queues.tasks.add(task)
  const { outcome, proof } = resultOf(await mill.ended(task.task_id))

  expect(outcome).toBe('fixed')
  expect(proof.before.map((one) => one.tests)).toEqual([
    { run: 2, passed: 1, failed: 1, skipped: 0 },
  ])
  for (const round of [proof.after, proof.restored]) {
    expect(round.map((one) => one.tests)).toEqual([{ run: 2, passed: 2, failed: 0, skipped: 0 }])
  }
  const said = (await mill.reports(task.task_id)).map(({ body }) => body)
  const lost = 'node --test a.test.mjs: 1 tests ran, 2 before.'
  expect(said).toContainEqual({ kind: 'progress', step: 'validate', text: lost })
})

test('a patch that leaves the red test out is for a person, with what is missing', async () => {
  const files = { value: '1\n', 'a.test.mjs': testFile }
  const headSha = await mill.addRepository('acme/left-out', files)
  const validation = ['node --test a.test.mjs']
  const task = redTask(headSha, { repo: 'acme/left-out', validation }, { replay: null })
  mill.model.plays([edit('a.test.mjs', "value === 'skip'", 'true')], [finish()])

  await mill.queues.tasks.add(task)
  const { outcome, summary } = resultOf(await mill.ended(task.task_id))

  expect(outcome).toBe('test_change')
  expect(summary).toContain('1 tests ran, 2 before.')
})

const sees = (what: string) => `import assert from 'node:assert'
import { readFileSync } from 'node:fs'
import test from 'node:test'
const value = readFileSync('value', 'utf8').trim()
test(${JSON.stringify(what)}, () => assert.ok(${what}))
`

test('the red test first, then all of them: a fix that breaks another one is given back, whatever turns green besides', async () => {
  const files = {
    value: '1\n',
    'a.test.mjs': sees('Number(value) === 2'),
    'b.test.mjs': sees('value.length === 1'),
    'c.test.mjs': sees('process.env.NOT_IN_THE_JAIL'),
    'd.test.mjs': sees("value !== '1'"),
  }
  const headSha = await mill.addRepository('acme/whole', files)
  const [replay, command] = ['node --test a.test.mjs', 'node --test']
  const diagnosis = {
    replay,
    step: { name: 'Test', command },
    failing_tests: ['Number(value) === 2'],
  }
  const task = redTask(headSha, { repo: 'acme/whole', validation: [replay] }, diagnosis)
  mill.model.plays([edit('value', '1', '02')], [finish()], [edit('value', '02', '2')], [finish()])

  await mill.queues.tasks.add(task)
  const { outcome, proof } = resultOf(await mill.ended(task.task_id))

  const shown = (round: typeof proof.before) =>
    round.map((one) => [one.command, one.scope, one.tests?.failed, one.targets?.failed])
  expect(outcome).toBe('fixed')
  expect(shown(proof.before)).toEqual([
    [replay, undefined, 1, 1],
    [command, 'whole', 3, 1],
  ])
  for (const round of [proof.after, proof.restored]) {
    expect(shown(round)).toEqual([
      [replay, undefined, 0, 0],
      [command, 'whole', 1, 0],
    ])
  }
  expect(proof.before[1]?.failed_tests).toHaveLength(3)
  expect(isRedThenGreen(proof, [replay])).toBe(true)
  expect(mill.model.heard()[2]).toContain('node --test: 1 tests failed that did not fail before.')
})

test('without a jail failed tests are counted alone: their names may hold the path of the tree', async () => {
  const files = {
    value: '1\n',
    'a.test.mjs': sees('Number(value) === 2'),
    'c.test.mjs': sees('process.env.NOT_IN_THE_JAIL'),
  }
  const headSha = await mill.addRepository('acme/bare', files)
  const [replay, command] = ['node --test a.test.mjs', 'node --test']
  const diagnosis = { replay, step: { name: 'Test', command } }
  const about = { repo: 'acme/bare', validation: [replay], trust: 'own' as const }
  const task = redTask(headSha, about, diagnosis)
  mill.model.plays([edit('value', '1', '2')], [finish()])
  await mill.closeWorkers()
  const sandbox = { ...mill.config.sandbox, mode: 'none' as const }
  await mill.startWorker({ config: { ...mill.config, sandbox }, pace: { firstWaitMs: 100 } })

  await mill.queues.tasks.add(task)
  const { outcome, proof } = resultOf(await mill.ended(task.task_id))

  expect(outcome).toBe('fixed')
  expect(proof.before[1]?.tests).toMatchObject({ failed: 2 })
  expect(proof.before[1]).not.toHaveProperty('failed_tests')
})
