import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { waitFor } from '@millwright/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { killLead, readDecisions, reasonWhen } from './read-status.ts'
import { redRun, totalFile } from './red-run.ts'
import { startTestWorld, type TestWorld } from './start-test-world.ts'

const repositories = {
  'acme/quiet': { mode: 'auto' },
  'acme/off': { mode: 'off' },
  'acme/paused': { mode: 'auto' },
}
const stranger = 'acme/stranger'
const settings = { repositories }
let world: TestWorld

beforeAll(async () => {
  world = await startTestWorld([], settings, 0)
  for (const name of [...Object.keys(repositories), stranger]) {
    await world.github.createRepository({ name, files: totalFile })
  }
})
afterAll(async () => {
  await world?.close()
})

/** The one decision about a head that begins to be there. */
async function decisionOn(repo: string, head: string) {
  const find = async () => (await readDecisions(world, repo)).find((d) => d.head_sha === head)
  return waitFor(find, { timeoutMs: 30_000, everyMs: 100, what: `a decision in ${repo}` })
}

describe('invariant 9: nothing is silent: each red run ends in a state with its reason', () => {
  const pulls = [
    { what: 'draft', wish: { draft: true }, reason: 'the pull request is a draft' },
    { what: 'fork', wish: { fork: 'mallory' }, reason: 'comes from a fork' },
  ]

  test.for(pulls)('a red $what is left alone for a reason', async ({ what, wish, reason }) => {
    const repo = 'acme/quiet'
    const branch = `feat/${what}`
    const files = { 'a.txt': 'a\n' }
    const pull = { repo, branch, title: what, files, ...wish }
    const { sha } = await world.github.openPullRequest(pull)

    await redRun(world, { repo, branch, sha })

    const decision = await decisionOn(repo, sha)
    expect(decision).toMatchObject({ answer: 'skip', pr_number: expect.any(Number) })
    expect(decision.reason).toContain(reason)
  })

  test('a red default branch, a branch on its own and a repository that is off', async () => {
    const main = await redRun(world, { repo: 'acme/quiet', branch: 'main' })
    const off = await redRun(world, { repo: 'acme/off', branch: 'feat/off' })
    const head = await world.github.pushCommit({
      ...{ repo: 'acme/quiet', branch: 'alone', message: 'Alone' },
      files: { 'b.txt': 'b\n' },
    })
    await redRun(world, { repo: 'acme/quiet', branch: 'alone' })

    expect((await decisionOn('acme/quiet', main.head)).reason).toContain('default branch is red')
    expect((await decisionOn('acme/off', off.head)).reason).toContain('mode: off')
    expect((await decisionOn('acme/quiet', head)).reason).toContain('no open pull request')
  })

  test('a job that a person must look at, whatever its log says, calls a person', async () => {
    const repo = 'acme/quiet'
    const logs = { empty: '', strange: 'what is this\n' }
    const runs = await Promise.all(
      Object.entries(logs).map(([name, log]) =>
        redRun(world, { repo, branch: `feat/${name}`, log }),
      ),
    )

    for (const { taskId } of runs) {
      const isThere = async () => (await world.status.taskIds(repo)).includes(taskId)
      await waitFor(isThere, { timeoutMs: 40_000, everyMs: 200, what: taskId })
      expect(await reasonWhen(world, taskId, 'escalated')).toContain('unknown: ')
    }
    const told = () => world.receiver.received().filter(({ body }) => body.includes(`${repo}#`))
    await waitFor(() => told().length === 2, { timeoutMs: 60_000, what: 'two calls' })
  })

  test('a repository that nobody configured and a cancelled run are named, and why', async () => {
    await redRun(world, { repo: stranger, branch: 'feat/x' })
    const branch = 'feat/cancelled'
    const { head } = await redRun(world, { repo: 'acme/quiet', branch, conclusion: 'cancelled' })

    const isDecision = ({ kind }: { kind: string }) => kind === 'decision'
    const left = await world.seen((e) => e.repo === stranger && isDecision(e))
    expect(left.text).toContain('not in the configuration')
    const cancelled = await world.seen((e) => isDecision(e) && e.text.includes(head.slice(0, 7)))
    expect(cancelled.text).toContain('it is cancelled, not failed')
  })

  test('what turns red while the service is paused waits, and goes on afterwards', async () => {
    await pause(true)
    const { repo, head, taskId } = await redRun(world, {
      repo: 'acme/paused',
      branch: 'feat/paused',
    })
    expect(await decisionOn(repo, head)).toMatchObject({ answer: 'wait', task_id: null })

    await pause(false)

    const isThere = async () => (await world.status.taskIds(repo)).includes(taskId)
    await waitFor(isThere, { timeoutMs: 40_000, everyMs: 200, what: 'the task' })
  })
})

/** As an operator would: a change of the configuration, and a new lead. */
async function pause(paused: boolean): Promise<void> {
  const file = join(world.dir, 'millwright.yaml')
  const config = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...config, paused }))
  await killLead(world)
}
