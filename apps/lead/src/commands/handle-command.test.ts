import { patchSha } from '@millwright/protocol'
import { afterAll, expect, test } from 'vitest'
import { jobLog } from '../runs/job-log.fixture.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene, type SceneWish } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { ended, goodPatch, reportOf, resultOf } from '../tasks/worker-result.fixture.ts'
import { handleCommand } from './handle-command.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const patch = patchSha(goodPatch).slice(0, 12)

/** A red pull request with a task at work. */
async function red(wish: SceneWish = {}) {
  const scene = await world.begin(wish)
  await scene.openPull()
  await scene.heard(await scene.red({ jobs: { job: jobLog.types } }))
  const taskId = await scene.onlyTask()
  return { scene, taskId }
}

async function held() {
  const { scene, taskId } = await red({ repository: { mode: 'staged' } })
  await handleReport(scene.lead(), ended(taskId, resultOf()))
  await scene.settle()
  return { scene, taskId }
}

/** Somebody comments, and the lead hears of it. Returns the lead's reactions. */
async function say(
  scene: Scene,
  body: string,
  { by = 'ada', edited = false, times = 1, at = new Date() } = {},
) {
  const { id } = scene.github.comment(repo, 1, body, by, at)
  if (edited) scene.github.editComment(repo, id, `${body} `)
  for (let time = 0; time < times; time += 1) {
    await handleCommand(scene.lead(), { kind: 'command', repo, pr: 1, commentId: id })
  }
  await scene.settle()
  const comment = scene.github.comments(repo, 1).find((one) => one.id === id)
  return comment?.reactions.map(({ content }) => content) ?? []
}

/** Our own comment. */
function ours(scene: Scene): string {
  return scene.github.comments(repo, 1).find(({ author }) => author === 'mill')?.body ?? ''
}

test('cancel stops the task, and off keeps everything away until on', async () => {
  const { scene } = await red()

  expect(await say(scene, '/millwright cancel')).toEqual(['+1'])
  expect(await scene.tasks()).toEqual(['cancelled: cancelled by ada'])

  expect(await say(scene, '/millwright off')).toEqual(['+1'])
  await scene.heard(await scene.red({ jobs: { job: jobLog.otherTypes } }))
  expect((await scene.decisions()).at(-1)).toBe(
    'skip: ada switched Millwright off on this pull request',
  )

  expect(await say(scene, '/millwright on')).toEqual(['+1'])
  expect((await scene.decisions()).at(-1)).toContain('act')
  expect(await scene.tasks()).toContain('queued: waiting for a worker')
  expect(ours(scene)).toContain('left alone and are looked at again: 1 ')
})

test('on the timeline a decision and a command name their pull request', async () => {
  const { scene } = await red()
  await say(scene, '/millwright budget')

  const told = await scene.store.readEvents({ after: null, limit: 50 })
  const about = told.filter(({ event }) => /act, an agent|\/millwright budget/.test(event.text))
  expect(about.map(({ event }) => event.pr_number)).toEqual([1, 1])
})

test('off stops what is at work', async () => {
  const { scene } = await red()

  await say(scene, '/millwright off')

  expect(await scene.tasks()).toEqual(['cancelled: switched off by ada'])
})

test('retry queues the newest task again, once however often it is heard of', async () => {
  const { scene, taskId } = await red()
  await say(scene, '/millwright cancel')

  expect(await say(scene, '/millwright retry', { times: 3 })).toEqual(['+1'])

  expect(await scene.tasks()).toEqual(['queued: retried by ada'])
  expect((await scene.store.getTask(taskId))?.task.retry_count).toBe(1)
})

test('a command that was carried out is not carried out again days later', async () => {
  const { scene } = await red()
  const { id: commentId } = scene.github.comment(repo, 1, '/millwright cancel')
  const event = { kind: 'command', repo, pr: 1, commentId } as const
  await handleCommand(scene.lead(), event)
  await say(scene, '/millwright retry')

  await handleCommand(scene.lead(), event)

  expect(await scene.tasks()).toEqual(['queued: retried by ada'])
})

test('a command that was written before a task began does not stop it', async () => {
  const { scene } = await red()
  const at = new Date(Date.now() - 3_600_000)

  expect(await say(scene, '/millwright cancel', { at })).toEqual(['confused'])
  expect(await say(scene, '/millwright retry', { at })).toEqual(['confused'])

  expect(await scene.tasks()).toEqual(['queued: waiting for a worker'])
  expect(ours(scene)).toContain('there was no task on this pull request when that was written')
})

test('a cancel that is heard of after a retry that was written later stops nothing', async () => {
  const { scene } = await red()
  await say(scene, '/millwright cancel')
  const { id: commentId } = scene.github.comment(repo, 1, '/millwright cancel')
  await say(scene, '/millwright retry')

  await handleCommand(scene.lead(), { kind: 'command', repo, pr: 1, commentId })
  await scene.settle()
  const before = await scene.tasks()
  await say(scene, '/millwright cancel')

  expect(before).toEqual(['queued: retried by ada'])
  expect(await scene.tasks()).toEqual(['cancelled: cancelled by ada'])
})

test('a retry that was cut off when its task was at work already still outdates a cancel', async () => {
  const { scene, taskId } = await red()
  const { id: older } = scene.github.comment(repo, 1, '/millwright cancel')
  await say(scene, '/millwright cancel')
  const { id: commentId } = scene.github.comment(repo, 1, '/millwright retry')
  const lead = scene.lead()
  const changeTask: typeof lead.store.changeTask = async (...args) => {
    await lead.store.changeTask(...args)
    throw new Error('cut')
  }
  const event = { kind: 'command', repo, pr: 1 } as const
  const dying = { ...lead, store: { ...lead.store, changeTask } }
  await expect(handleCommand(dying, { ...event, commentId })).rejects.toThrow('cut')
  await handleReport(scene.lead(), reportOf(taskId, { kind: 'claimed' }, 2))
  await handleCommand(scene.lead(), { ...event, commentId })

  await handleCommand(scene.lead(), { ...event, commentId: older })

  expect(await scene.tasks()).toEqual(['running: claimed again by w1'])
})

test('a reject that was written before a retry does not drop the patch of the retry', async () => {
  const { scene, taskId } = await held()
  const { id: commentId } = scene.github.comment(repo, 1, '/millwright reject')
  await say(scene, '/millwright cancel')
  await say(scene, '/millwright retry')
  await handleReport(scene.lead(), ended(taskId, resultOf(), 2))
  await scene.settle()
  const before = await scene.tasks()

  await handleCommand(scene.lead(), { kind: 'command', repo, pr: 1, commentId })
  await scene.settle()

  expect(before).toEqual([expect.stringContaining('awaiting_approval: ')])
  expect(await scene.tasks()).toEqual(before)
  expect(ours(scene)).toContain('a retry that was asked for later says otherwise')
})

test('of off and on that come in the wrong order the one written last has the word', async () => {
  const { scene } = await red()
  const [first, last] = ['off', 'on'].map((word) =>
    scene.github.comment(repo, 1, `/millwright ${word}`),
  )
  const hear = (commentId = 0) =>
    handleCommand(scene.lead(), { kind: 'command', repo, pr: 1, commentId })

  await hear(last?.id)
  await hear(first?.id)
  await scene.settle()

  expect(await scene.store.pullSwitchedOffBy(repo, 1)).toBeNull()
  expect(await scene.tasks()).toEqual(['queued: waiting for a worker'])
  expect(ours(scene)).toContain('a comment that was written later says otherwise')
})

test('approve lets exactly the named patch be pushed', async () => {
  const { scene } = await held()

  expect(await say(scene, '/millwright approve')).toEqual(['confused'])
  expect(ours(scene)).toContain('name the patch: /millwright approve')
  expect(await say(scene, '/millwright approve abcabcabcabc')).toEqual(['confused'])
  expect(ours(scene)).toContain(`the patch is ${patch}, not abcabcabcabc`)
  expect(await say(scene, `/millwright approve ${patch}`)).toEqual(['+1'])

  const commits = await scene.github.log(repo, branch)
  expect(commits.filter(({ message }) => message.includes('Millwright-Task:'))).toHaveLength(1)
  expect(scene.github.comments(repo, 1).filter(({ author }) => author === 'mill')).toHaveLength(1)
})

test('reject drops the patch with what was said', async () => {
  const { scene } = await held()

  expect(await say(scene, '/millwright reject not like this')).toEqual(['+1'])

  expect(await scene.tasks()).toEqual(['cancelled: rejected by ada: not like this'])
})

test('explain and budget are answered in our own comment', async () => {
  const { scene, taskId } = await held()
  scene.configure({ mode: 'staged' }, { paused: true })
  await scene.heard(await scene.red({ jobs: { job: jobLog.otherTypes } }))

  expect(await say(scene, '/millwright explain')).toEqual(['+1'])
  expect(ours(scene)).toContain('wait, everything is paused in the configuration')
  expect(ours(scene)).toContain(`also one-task-at-a-time: wait, ${taskId} is still at work`)

  expect(await say(scene, '/millwright budget')).toEqual(['+1'])
  expect(ours(scene)).toContain('1 tasks, 2 answers of the model, 0.01 US dollars')
  expect(ours(scene)).not.toContain('everything is paused in the configuration')
})

test('what is no command of ours is answered with those that are', async () => {
  const { scene } = await red()

  expect(await say(scene, '/millwright **please** @everyone')).toEqual(['confused'])

  expect(ours(scene)).toContain('these are: /millwright retry, /millwright cancel')
})

const unheard: [string, string, { by?: string; edited?: boolean }][] = [
  ['somebody who may only read', '/millwright cancel', { by: 'mallory' }],
  ['a bot', '/millwright cancel', { by: 'helper[bot]' }],
  ['an edited comment', '/millwright cancel', { edited: true }],
  ['a quotation', '> /millwright cancel', {}],
]

test.each(unheard)('%s changes nothing and gets no answer', async (_name, body, how) => {
  const { scene } = await red()
  scene.github.setAccess(repo, 'helper[bot]', 'write')
  const before = await scene.tasks()

  expect(await say(scene, body, how)).toEqual([])

  expect(await scene.tasks()).toEqual(before)
  expect(ours(scene)).toBe('')
})

// With a person's token we write under a person's name, so the name alone would not tell.
test('what we write ourselves is no command, whatever it shows', async () => {
  const { scene } = await held()
  scene.github.setAccess(repo, 'mill', 'admin')
  const comment = scene.github.comments(repo, 1).find(({ author }) => author === 'mill')
  expect(comment?.body).toContain('millwright reject')
  const before = await scene.tasks()

  await handleCommand(scene.lead(), { kind: 'command', repo, pr: 1, commentId: comment?.id ?? 0 })

  expect(await scene.tasks()).toEqual(before)
  expect(comment?.reactions).toEqual([])
})

test('approvals and rejections are filed under the task, with the patch and the reason', async () => {
  const { scene, taskId } = await held()
  const secret = 'ghp_0123456789abcdefghijABCDEFGHIJ012345'

  await say(scene, '/millwright approve ABCABCABCABC', { times: 2 })
  await say(scene, `/millwright reject not like this, ${secret}`, { times: 2 })
  await say(scene, '/millwright retry')
  await say(scene, '/millwright cancel')
  await say(scene, '/millwright budget')

  const filed = await scene.store.listAudit({ limit: 10 })
  const rows = filed.map(({ entry }) => [entry.action, entry.target, entry.detail])
  expect(rows.reverse()).toEqual([
    ['approve', taskId, 'patch abcabcabcabc'],
    ['reject', taskId, expect.stringMatching(/^not like this, (?!ghp_)/)],
    ['retry', taskId, ''],
    ['cancel', taskId, ''],
    ['budget', `${repo}#1`, ''],
  ])
})

test('what a person asks for is filed once, and what a stranger asks for is not', async () => {
  const { scene, taskId } = await red()

  await say(scene, '/millwright cancel', { times: 2 })
  await say(scene, '/millwright off', { by: 'mallory' })

  const filed = (await scene.store.listAudit({ limit: 10 })).map(({ entry }) => entry)
  expect(filed).toMatchObject([
    { actor: 'ada', action: 'cancel', target: taskId, from: `${repo}#1` },
  ])
})
