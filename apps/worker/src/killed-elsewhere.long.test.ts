import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isRedThenGreen, type Task } from '@millwright/protocol'
import { temporaryDirectory } from '@millwright/testing'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Mill, openMill } from './mill.fixture.ts'
import { redTask, resultOf } from './red-task.fixture.ts'
import { bash, finish } from './script.fixture.ts'

const TASK_MS_MAX = 120_000
let mill: Mill
let redSha = ''
let configFile = ''
beforeAll(async () => {
  mill = await openMill()
  redSha = await mill.addRepository('acme/web', {
    value: '1\n',
    '.gitignore': 'parts/\n',
    'test.sh': 'cmp value parts/expected\n',
    'format.sh': 'sleep 1; cat parts/expected > value; sleep 1\n',
  })
  configFile = join(await temporaryDirectory(), 'millwright.yaml')
  const setup = 'mkdir parts && sleep 1 && echo 22 > parts/expected'
  await writeFile(
    configFile,
    `repositories:\n  acme/web:\n    mode: auto\n    setup:\n      commands: ['${setup}']\n`,
  )
})
afterEach(() => mill.closeWorkers())
afterAll(() => mill.close())

/** Kills a worker at each of these words, lets a last one end the task, and says what is left. */
async function killedAt(task: Task, steps: readonly RegExp[]) {
  await mill.queues.tasks.add(task)
  for (const step of steps) {
    const said = await mill.reports(task.task_id)
    const child = mill.startProcess('--config', configFile)
    await mill.progressed(task.task_id, step, said.length)
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  const last = mill.startProcess('--config', configFile)
  const result = resultOf(await mill.ended(task.task_id))
  last.disconnect()
  const [exitCode] = await once(last, 'exit')
  const reports = await mill.reports(task.task_id)
  const ends = reports.filter(({ body }) => body.kind === 'completed' || body.kind === 'failed')
  const trees = await readdir(join(mill.config.data_dir, 'work'))
  return { result, exitCode, ends: ends.length, trees, epochs: epochsOf(reports) }
}

/** Every attempt raised it, and none spoke after a later one had begun. */
function epochsOf(reports: readonly { readonly epoch: number }[]) {
  const epochs = reports.map(({ epoch }) => epoch)
  return { last: epochs.at(-1), areInOrder: epochs.every((e, i) => e >= (epochs[i - 1] ?? 0)) }
}

const invariants = { exitCode: 0, ends: 1, trees: [] }

test(
  'killed in setup and while a formatter runs, it is set up anew and settled without a model',
  async () => {
    mill.model.plays()
    const task = redTask(redSha, { trust: 'own' }, { autofix: 'sh format.sh' })

    const end = await killedAt(task, [/setup: running/, /autofix: running/, /validate: running/])

    expect(end).toMatchObject({ ...invariants, epochs: { last: 4, areInOrder: true } })
    expect(end.result).toMatchObject({ outcome: 'fixed', fixed_by: 'autofix', usage: { turns: 0 } })
    expect(end.result.patch).toMatch(/^-1\n\+22$/m)
    expect(end.result.patch).not.toContain('parts')
    expect(isRedThenGreen(end.result.proof, task.validation)).toBe(true)
    expect(mill.model.asked()).toEqual([])
  },
  TASK_MS_MAX,
)

test(
  'killed while it only looks, it ends in one report, writes nothing and pays no turn twice',
  async () => {
    const told = { evidence: [{ place: 'value:1', text: '1' }], tried: 'cat', next_step: 'Ask.' }
    mill.model.plays([bash('sleep 1; cat value')], [bash('sleep 1; cat test.sh')], [finish(told)])
    const more = { trust: 'own', type: 'investigate', verdict: 'INVESTIGATE' } as const
    const task = redTask(redSha, more, { verdict: 'INVESTIGATE' })

    const end = await killedAt(task, [/setup: running/, /bash sleep 1; cat value/, /cat test\.sh/])

    expect(end).toMatchObject({ ...invariants, epochs: { last: 4, areInOrder: true } })
    expect(end.result).toMatchObject({ outcome: 'investigated', patch: '', usage: { turns: 3 } })
    expect(mill.model.asked()).toEqual([0, 1, 2])
  },
  TASK_MS_MAX,
)
