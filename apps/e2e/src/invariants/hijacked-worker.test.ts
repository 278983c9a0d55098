import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { queues, sharedKeys, type TaskResult } from '@millwright/protocol'
import { connectRedis } from '@millwright/redis'
import { createGitRepository, waitFor } from '@millwright/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { forbiddenCommands } from './forbidden-commands.ts'
import {
  type HijackedWorker,
  hijackWorker,
  honestPatch,
  lie,
  patchOf,
  proofOf,
} from './hijacked-worker.ts'
import { inboxEmpty, killLead, readDecisions, reasonWhen } from './read-status.ts'
import { type RedRun, redRun, redTask, totalFile } from './red-run.ts'
import { startTestWorld, type TestWorld } from './start-test-world.ts'

const repositories = {
  'acme/hijacked': { mode: 'auto' },
  'acme/twice': { mode: 'auto' },
  'acme/killed': { mode: 'auto' },
  'acme/gated': { mode: 'auto', protected_branches: ['release'] },
  'acme/staged': { mode: 'staged' },
  'acme/report': { mode: 'report' },
}
const files = {
  ...totalFile,
  'db/migrations/1.sql': 'create table t (id int);\n',
  'test/total.test.ts': "test('one', () => expect(total).toBe(1))\n",
  '.github/dependabot.yml': 'version: 2\n',
}
const green = { name: 'test', conclusion: 'success' as const, log: null }
let world: TestWorld
let worker: HijackedWorker

// No worker is started: whatever is reported here comes from somebody who took one over.
beforeAll(async () => {
  world = await startTestWorld([], { repositories }, 0)
  for (const name of Object.keys(repositories)) await world.github.createRepository({ name, files })
  worker = hijackWorker(world.redis.workerUrl)
})
afterAll(async () => {
  worker?.close()
  await world?.close()
})

/** The commits of ours on a branch. */
async function ours({ repo, branch }: Pick<RedRun, 'repo' | 'branch'>) {
  const commits = await world.github.log(repo, branch)
  return commits.filter(({ message }) => message.includes('Millwright-Task:'))
}

describe('invariant 2: a worker holds no credential that can write to GitHub', () => {
  test('its Redis user reads, writes and clears nothing but its own', async () => {
    const repo = 'acme/hijacked'
    const { taskId } = await redTask(world, { repo, branch: 'feat/acl' })

    for (const [command = '', ...args] of forbiddenCommands(taskId, repo)) {
      await expect(worker.redis.call(command, args), command).rejects.toThrow('NOPERM')
    }
    // What it may read, it does read: the refusals above are no accident.
    expect(await worker.redis.lrange(`millwright:${queues.tasks}:wait`, 0, -1)).toBeInstanceOf(
      Array,
    )
  })

  test('the token it finds reads one repository and writes nothing', async () => {
    const repo = 'acme/hijacked'
    await redTask(world, { repo, branch: 'feat/token' })
    const key = sharedKeys.cloneToken(repo)
    const token = await waitFor(() => worker.redis.get(key), { what: 'a clone token' })
    const url = new URL(`${world.github.gitUrl}/${repo}.git`)
    url.username = 'x-access-token'
    url.password = token
    const dir = await mkdtemp(join(tmpdir(), 'millwright push '))
    const mine = await createGitRepository(dir, { 'owned.txt': 'owned\n' })
    const rest = (method: string, path: string) =>
      fetch(`${world.github.apiUrl}/repos/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
        ...(method === 'GET' ? {} : { body: JSON.stringify({ body: 'mine' }) }),
      }).then((answer) => answer.status)
    const pull = await world.github.openPullRequest({
      ...{ repo, branch: 'feat/owned', title: 'A pull request to write on' },
      files: { 'notes.txt': 'words\n' },
    })
    const run = await redRun(world, { repo, branch: 'feat/again' })

    expect(await mine.git('ls-remote', url.href)).toContain('refs/heads/main')
    await expect(mine.git('push', url.href, 'HEAD:refs/heads/owned')).rejects.toThrow('403')
    await expect(mine.git('push', '--force', url.href, 'HEAD:refs/heads/main')).rejects.toThrow()
    expect(await rest('GET', repo)).toBe(200)
    expect(await rest('POST', `${repo}/issues/${pull.number}/comments`)).toBe(403)
    const runId = world.github.runs(repo).at(-1)?.id
    expect(await rest('POST', `${repo}/actions/runs/${runId}/rerun-failed-jobs`)).toBe(403)
    expect(await rest('GET', 'acme/gated')).toBe(404)
    expect(await world.github.head(repo, 'owned')).toBeNull()
    expect(await world.github.head(repo, run.branch)).toBe(run.head)
    await rm(dir, { recursive: true, force: true })
  })

  test('a forged report of work that nobody did is no more than a patch', async () => {
    const run = await redTask(world, { repo: 'acme/hijacked', branch: 'feat/lie' })
    const nobody = 'ci-fix-acme__hijacked-main-1'

    await worker.forge(nobody, 1, {})
    await worker.redis.publish('agent:tasks:completed', JSON.stringify({ task_id: run.taskId }))
    await worker.handIn(run.taskId, { patch: '', proof: proofOf(0, 1, 1) })

    const reason = await reasonWhen(world, run.taskId, 'escalated')
    expect(reason).toContain('the patch is empty')
    expect(await world.status.taskIds('acme/hijacked')).not.toContain(nobody)
    expect(await ours(run)).toEqual([])
  })
})

describe('invariant 6: everything may happen twice, late or in the wrong order', () => {
  test('webhooks again and backwards, zombies and repeated reports make one commit', async () => {
    const repo = 'acme/twice'
    const pull = { repo, branch: 'feat/twice', title: 'Twice' }
    const { number } = await world.github.openPullRequest({ ...pull, files: { 'a.txt': 'a\n' } })
    const run = await redTask(world, pull)
    const deliveries = world.github.deliveries().filter(({ body }) => body.includes(repo))
    for (const { guid, event, body } of [...deliveries, ...deliveries].toReversed()) {
      await world.github.redeliver(guid)
      world.github.sendWebhook(event, JSON.parse(body))
    }
    await inboxEmpty(world)

    const zombie = await worker.reporter.claim(run.taskId)
    const epoch = await worker.reporter.claim(run.taskId)
    await worker.reporter.send(run.taskId, epoch, { kind: 'claimed' })
    const evil = { patch: honestPatch.replace('= 1', '= 666') }
    const late = { kind: 'completed' as const, result: lie(evil) }
    expect(await worker.reporter.send(run.taskId, zombie, late)).toBe('stale')
    await worker.forge(run.taskId, zombie, evil)
    await worker.reporter.send(run.taskId, epoch, { kind: 'completed', result: lie({}) })
    await worker.forge(run.taskId, epoch, {})
    await reasonWhen(world, run.taskId, 'watching')
    await worker.forge(run.taskId, epoch + 1, evil)
    await worker.forge(run.taskId, zombie, evil)
    await world.github.recordRun({ repo, branch: pull.branch, jobs: [green] })
    await reasonWhen(world, run.taskId, 'resolved')

    expect(await world.status.taskIds(repo)).toEqual([run.taskId])
    expect(await readDecisions(world, repo)).toHaveLength(1)
    expect(await ours(run)).toMatchObject([{ parents: [run.head] }])
    const text = await world.github.file(repo, pull.branch, 'src/total.ts')
    expect(text?.trim()).toBe('export const total: number = 1')
    const comment = () => world.github.comments(repo, number)
    await waitFor(() => comment()[0]?.body.includes('**Resolved.**'), {
      timeoutMs: 30_000,
      what: 'the comment on the end',
    })
    expect(comment()).toHaveLength(1)
    expect(world.github.refUpdates(repo).filter(({ forced }) => forced)).toEqual([])
  })

  test('a lead that is killed while it pushes pushes the same commit again', async () => {
    const run = await redTask(world, { repo: 'acme/killed', branch: 'feat/killed' })
    const push = { path: 'git-receive-pack', method: 'POST' }
    world.github.faults.delayNext({ ...push, ms: 1_500 })

    await worker.handIn(run.taskId, {})
    const isPushing = () =>
      world.github
        .requests()
        .some(({ path, query }) => path.includes(run.repo) && query === 'service=git-receive-pack')
    await waitFor(isPushing, { timeoutMs: 60_000, what: 'the push' })
    await killLead(world)
    // The lock of a dead lead's job runs out in 20 s; here it has.
    const admin = connectRedis({ url: world.redis.url, name: 'clock' })
    const locks = await admin.keys('millwright:deliveries:*:lock')
    await admin.del(locks)
    admin.disconnect()

    expect(locks).toHaveLength(1)
    await reasonWhen(world, run.taskId, 'watching')
    const [commit, ...more] = await ours(run)
    expect(more).toEqual([])
    expect(commit?.parents).toEqual([run.head])
    expect(await world.github.head(run.repo, run.branch)).toBe(commit?.sha)
  })

  test('nothing is written for a head that has moved without our knowing', async () => {
    const run = await redTask(world, { repo: 'acme/twice', branch: 'feat/moved' })
    world.github.setWebhookUrl(null)
    onTestFinished(() => world.github.setWebhookUrl(world.webhookUrl))
    const head = await world.github.pushCommit({
      ...{ repo: run.repo, branch: run.branch, message: 'Go on' },
      files: { 'more.txt': 'more\n' },
    })

    await worker.handIn(run.taskId, {})

    const reason = await reasonWhen(world, run.taskId, 'superseded')
    expect(reason).toContain(`the branch moved on to ${head.slice(0, 7)}`)
    expect(await world.github.head(run.repo, run.branch)).toBe(head)
  })
})

describe('invariant 7: no push without proof, past the gate, to a protected branch, or with force', () => {
  const workflow = patchOf('.github/dependabot.yml', 'version: 2', 'version: 1')
  const oneTest = "test('one', () => expect(total).toBe(1))"
  const skipped = patchOf('test/total.test.ts', oneTest, oneTest.replace('test(', 'test.skip('))
  const migration = patchOf('db/migrations/1.sql', 'create table t (id int);', 'drop table t;')
  const cases: [what: string, result: Partial<TaskResult>, state: string, reason: string][] = [
    ['red once tests are restored', { proof: proofOf(2, 0, 1) }, 'escalated', 'without a proof'],
    [
      'never run',
      { proof: { before: [], after: [], restored: [] } },
      'escalated',
      'without a proof',
    ],
    ['a change of CI', { patch: workflow }, 'escalated', 'changed by people only'],
    ['a skipped test', { patch: skipped }, 'escalated', 'the gate refused'],
    ['a migration', { patch: migration }, 'awaiting_approval', 'a person decides'],
    ['a change of a test', { outcome: 'test_change' }, 'awaiting_approval', 'changes a test'],
  ]

  test.concurrent.for(cases)(
    'a report of %s is not pushed',
    async ([what, result, state, reason]) => {
      const branch = `feat/${what.replaceAll(' ', '-')}`
      const run = await redTask(world, { repo: 'acme/gated', branch })

      await worker.handIn(run.taskId, result)

      expect(await reasonWhen(world, run.taskId, state)).toContain(reason)
      expect(await world.github.head(run.repo, branch)).toBe(run.head)
    },
  )

  test.concurrent('a repository that is only staged or reported on is not pushed to', async () => {
    const staged = await redTask(world, { repo: 'acme/staged', branch: 'feat/staged' })
    const reported = await redTask(world, { repo: 'acme/report', branch: 'feat/reported' })

    for (const { taskId } of [staged, reported]) await worker.handIn(taskId, {})

    expect(await reasonWhen(world, staged.taskId, 'awaiting_approval')).toContain('mode staged')
    await reasonWhen(world, reported.taskId, 'commented')
    for (const { repo, branch, head } of [staged, reported]) {
      expect(await world.github.head(repo, branch)).toBe(head)
    }
  })

  test.concurrent('a branch that is protected while the worker works is not pushed to', async () => {
    const run = await redTask(world, { repo: 'acme/gated', branch: 'feat/protected-later' })
    world.github.protectBranch(run.repo, run.branch)

    await worker.handIn(run.taskId, {})

    expect(await reasonWhen(world, run.taskId, 'escalated')).toContain('is protected')
    expect(await world.github.head(run.repo, run.branch)).toBe(run.head)
  })

  test.concurrent('nobody is set to work on a default or protected branch', async () => {
    const repo = 'acme/gated'
    await world.github.openPullRequest({
      ...{ repo, branch: 'release', title: 'Release' },
      files: { 'a.txt': 'a\n' },
    })

    for (const branch of ['main', 'release']) await redRun(world, { repo, branch })

    const isRefused = async () => {
      const decisions = await readDecisions(world, repo)
      return decisions.filter(({ reason }) => reason.includes('never written to')).length === 2
    }
    await waitFor(isRefused, { timeoutMs: 60_000, what: 'two decisions' })
  })
})
