import { createRedactor } from '@millwright/logger'
import { type Report, sharedKeys, type Task } from '@millwright/protocol'
import { cancelRequested, createReporter } from '@millwright/report'
import { eachVerb } from '@millwright/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Breaker } from './breaker.ts'
import { type Mill, openMill } from './mill.fixture.ts'
import { modelsOf } from './models-of.ts'
import { openComparer } from './open-comparer.ts'
import { readySandbox } from './ready-sandbox.ts'
import { redTask, resultOf } from './red-task.fixture.ts'
import { runTask } from './run-task.ts'
import { bash, edit, finish } from './script.fixture.ts'
import type { WorkerParts } from './worker-parts.ts'

const CUTS_MS_MAX = 300_000
const VERBS_MAX = 200

let mill: Mill
let redSha = ''
let sandbox: WorkerParts['sandbox']
beforeAll(async () => {
  mill = await openMill()
  sandbox = await readySandbox(mill.config, mill.logs.logger)
  redSha = await mill.addRepository('acme/web', {
    value: '1\n',
    'test/expected': '22\n',
    'test.sh': 'cmp value test/expected\n',
  })
})
afterAll(() => mill.close())

test(
  'a worker that dies before any call, to Redis or the model, costs at most the turn in flight',
  async () => {
    const { verbs } = await dieBefore(VERBS_MAX)
    const ends: Record<string, unknown> = {}
    for (const [at, verb] of [...verbs, 'the end'].entries()) {
      const { task } = await dieBefore(at)
      await runTask(
        task,
        claim(),
        partsOf(() => undefined),
      ).catch(() => undefined)
      ends[`dead at step ${at + 1}, before ${verb}`] = await look(task)
    }

    expect(verbs.length).toBeGreaterThan(20)
    expect(ends).toEqual(Object.fromEntries(Object.keys(ends).map((name) => [name, whole])))
  },
  CUTS_MS_MAX,
)

/** However often it died: one end, which every report of it tells alike, and no turn paid twice. */
const whole = {
  ...{ outcome: 'fixed', turns: 3, isRight: true },
  ...{ isDoneOnce: true, isToldAlike: true, isPaidOnce: true },
}

async function look(task: Task) {
  const reports = await mill.reports(task.task_id)
  const ends = reports.filter(isEnd).map(({ body }) => resultOf(body))
  const { outcome, usage, patch } = ends.at(-1) ?? {}
  const paid = mill.model.asked()
  return {
    outcome,
    turns: usage?.turns,
    isRight: /^-1\n\+22$/m.test(patch ?? ''),
    // What a command did is in the patch once, also when it had to be run again.
    isDoneOnce: patch?.split('\n').filter((line) => line === '+noted').length === 1,
    isToldAlike: new Set(ends.map((end) => JSON.stringify(end))).size === 1,
    // The answer that was in flight when it died may have to be asked for again, and no other.
    isPaidOnce: paid.length <= 4 && new Set(paid).size === 3,
  }
}

const isEnd = ({ body }: Report) => body.kind === 'completed' || body.kind === 'failed'

/** Works on a new task until the verb number `at` (from 0) is called; nothing happens after it. */
async function dieBefore(at: number) {
  mill.model.plays([bash('echo noted >> notes')], [edit('value', '1', '22')], [finish()])
  const task = redTask(redSha)
  const verbs: string[] = []
  let isDead = false
  const step = (verb: string) => {
    isDead ||= verbs.length === at
    if (isDead) throw new Error(`died before ${verb}`)
    verbs.push(verb)
  }
  await runTask(task, claim(), partsOf(step)).catch((error: unknown) => {
    if (!isDead) throw error
  })
  return { task, verbs }
}

const claim = () => ({ signal: new AbortController().signal, attempt: 1, attemptsMax: 3 })

function partsOf(step: (verb: string) => void): WorkerParts {
  const { config, redis, logs } = mill
  const wrap = eachVerb(step)
  const modelFor = modelsOf(config, logs.logger)
  return {
    ...{ config, sandbox, logger: logs.logger, pace: {}, running: new Map() },
    fromLead: wrap('fromLead', {
      cancelRequested: (taskId: string) => cancelRequested(redis, taskId),
      cloneToken: (name: string) => redis.get(sharedKeys.cloneToken(name)),
    }),
    redact: createRedactor([]),
    reporter: wrap('reporter', createReporter({ redis, worker: 'w1' })),
    modelFor: (task) => {
      const model = modelFor(task)
      // A sum is no step at which anything could be left half done.
      return { ...wrap('model', model), mostUsd: model.mostUsd }
    },
    breaker: new Breaker({ onAway: () => undefined, onTry: () => undefined }),
    compare: openComparer(config, logs.logger),
  }
}
