import { diagnose } from '@millwright/triage'
import { afterAll, expect, test } from 'vitest'
import { TOKEN } from '../scenes/lead-maker.fixture.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { repo, type Scene } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { ended, resultOf } from '../tasks/worker-result.fixture.ts'
import { handleRun } from './handle-run.ts'
import { jobLog, logOf, TYPES_COMMAND } from './job-log.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const noise = 'nothing to see on this line of the log\n'.repeat(100_000)

const logs: [string, string | Uint8Array | null, string][] = [
  ['empty', '', 'escalated'],
  ['binary', Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7) % 256), 'escalated'],
  ['missing', null, 'escalated'],
  ['one endless line', 'x'.repeat(3_000_000), 'escalated'],
  ['long', noise + jobLog.types, 'queued'],
]

test.each(logs)(
  'a log that is %s leads to a diagnosis and to a reason',
  async (_name, log, end) => {
    const scene = await world.begin()
    await scene.openPull()

    await scene.heard(await scene.red({ jobs: { types: log } }))
    await scene.settle()

    const record = await scene.store.getTask(await scene.onlyTask())
    expect(record?.state).toBe(end)
    expect(record?.task.inputs.diagnosis.summary).not.toBe('')
    expect(await scene.decisions()).toHaveLength(1)
    expect(scene.told()).toHaveLength(end === 'escalated' ? 1 : 0)
  },
)

const unpaid =
  'The job was not started because recent account payments have failed or your spending limit needs to be increased.'

test('a job that was never started is told by what GitHub shows beside it', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const annotations = [{ level: 'failure', message: unpaid }] as const
  const run = await scene.github.recordRun({
    ...{ repo, branch: 'feat/x' },
    jobs: [{ name: 'types', log: null, conclusion: 'failure', annotations }],
  })

  await scene.heard(run)

  const record = await scene.store.getTask(await scene.onlyTask())
  expect(record?.task.inputs.diagnosis).toMatchObject({ verdict: 'ESCALATE', category: 'billing' })
})

test('an invalid workflow is looked into, since an agent may not edit it', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const log = '##[error]Unable to resolve action `actions/setup-nod@v4`, repository not found\n'

  const diagnosis = await diagnose(log, {}, scene.lead().rules())
  await scene.heard(await scene.red({ jobs: { types: log } }))

  const [decision] = await scene.store.listDecisions({ limit: 1 })
  const record = await scene.store.getFailure(decision?.failure_id ?? '')
  expect(diagnosis).toMatchObject({ verdict: 'FIXABLE', category: 'workflow-syntax' })
  expect(record?.diagnosis).toMatchObject({ rule: diagnosis.rule, verdict: 'INVESTIGATE' })
})

test('where a log does not tell the cause, what GitHub shows beside the job may', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const message =
    'The self-hosted runner: box lost communication with the server. Verify the machine is running.'
  const run = await scene.github.recordRun({
    ...{ repo, branch: 'feat/x' },
    jobs: [
      {
        ...{ name: 'types', log: 'the end of it is missi', conclusion: 'failure' },
        annotations: [{ level: 'failure', message }],
      },
    ],
  })

  await scene.heard(run)

  const [decision] = await scene.store.listDecisions({ limit: 1 })
  const known = await scene.store.getFailure(decision?.failure_id ?? '')
  expect(known?.diagnosis).toMatchObject({ category: 'runner-lost', flaky_or_infra: true })
})

test('without the right to see checks a job without a log is diagnosed all the same', async () => {
  const scene = await world.begin()
  await scene.openPull()
  scene.github.faults.failNext({ path: '/annotations', status: 403 })

  await scene.heard(await scene.red({ jobs: { types: null } }))

  const record = await scene.store.getTask(await scene.onlyTask())
  expect(record?.task.inputs.diagnosis).toMatchObject({ verdict: 'ESCALATE', category: 'unknown' })
})

test('a run that never started is a failure of its own at each commit, and told once', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const unstarted = async () => {
    const lead = scene.lead()
    const run = await scene.red({ jobs: {} })
    const github: typeof lead.github = {
      ...lead.github,
      getRun: async (...args) => ({
        ...(await lead.github.getRun(...args)),
        conclusion: 'startup_failure',
      }),
    }
    await handleRun({ ...lead, github }, repo, run.id, 1)
    await scene.settle()
  }

  await unstarted()
  await scene.github.pushCommit({ repo, branch: 'feat/x', files: {}, message: 'Still wrong' })
  await unstarted()

  const decisions = await scene.store.listDecisions({ limit: 9 })
  expect(new Set(decisions.map(({ failure_id }) => failure_id)).size).toBe(2)
  expect(decisions.map(({ answer }) => answer)).toEqual(['skip', 'act'])
  expect(decisions[0]?.reason).toMatch(/ has brought the same cause before a person at /)
  expect(scene.told()).toHaveLength(1)
})

test('secrets of a log reach neither task, prompt, events, comment nor people', async () => {
  const bytes = Buffer.from(TOKEN)
  const hidden = [
    ...[TOKEN, bytes.toString('base64'), bytes.toString('hex'), TOKEN.slice(0, -7)],
    ...[[...TOKEN].join('.'), [...TOKEN].join('\u200b'), [...TOKEN].toReversed().join('')],
    `ghp_${'a1B2'.repeat(9)}`,
  ]
  const words = hidden.join(' and ')
  const log = logOf(
    `${TYPES_COMMAND} # ${words}`,
    `src/a.ts(1,14): error TS2322: Type '${words}' is not assignable to type 'number'.`,
  )
  const scene = await world.begin()
  await scene.openPull()

  await scene.heard(await scene.red({ jobs: { [words]: log } }))
  const forWorker = await everything(scene)
  await handleReport(scene.lead(), ended(await scene.onlyTask(), resultOf({ summary: words })))
  await scene.settle()

  const all = forWorker + (await everything(scene))
  expect(forWorker).toContain('[redacted]')
  expect(hidden.filter((secret) => all.includes(secret))).toEqual([])
})

async function everything({ store, github, receiver }: Scene): Promise<string> {
  return JSON.stringify([
    await store.listTasks({ limit: 9 }),
    await store.listDecisions({ limit: 9 }),
    await store.readEvents({ after: null, limit: 99 }),
    github.comments(repo, 1),
    receiver.received(),
    world.logs.text(),
  ])
}

const longest = { owner: 'o'.repeat(39), name: 'n'.repeat(100) }

test.each([
  ['a job of 2,000 characters', { jobs: { ['j'.repeat(2_000)]: jobLog.types } }],
  ['a workflow of 2,000 characters', { name: 'w'.repeat(2_000) }],
])('%s has a task like any other', async (_name, wish) => {
  const scene = await world.begin()
  await scene.openPull()

  await scene.heard(await scene.red(wish))

  expect((await scene.store.getTask(await scene.onlyTask()))?.state).toBe('queued')
})

test('the longest names that GitHub allows make a task', async () => {
  const scene = await world.begin()
  const long = `${longest.owner}/${longest.name}`
  const branch = ['a', 'b', 'c'].map((letter) => letter.repeat(84)).join('/')
  scene.configure({}, { repositories: { [long]: { mode: 'auto' } } })
  await scene.github.createRepository({ name: long, files: {} })
  await scene.github.pushCommit({ repo: long, branch, files: {}, message: 'A branch' })
  const jobs = [{ name: 'deploy', conclusion: 'failure' as const, log: jobLog.secret }]

  const run = await scene.github.recordRun({ repo: long, branch, jobs })
  await handleRun(scene.lead(), long, run.id, 1)
  await scene.settle()

  expect((await scene.store.getTask(await scene.onlyTask()))?.state).toBe('escalated')
})
