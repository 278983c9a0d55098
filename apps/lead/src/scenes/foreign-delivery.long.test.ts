import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEvent } from '@millwright/github'
import { Failure, failureId } from '@millwright/protocol'
import {
  freePort,
  startFakeGitHub,
  startWebhookReceiver,
  temporaryDirectory,
} from '@millwright/testing'
import { diagnose } from '@millwright/triage'
import { createEmulator, type Emulator } from 'emulate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { handleDelivery } from '../handle-delivery.ts'
import { handleOutgoing } from '../handle-outgoing.ts'
import type { Parts } from '../parts.ts'
import { startShaRelay } from '../pushes/sha-relay.fixture.ts'
import { jobLog } from '../runs/job-log.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { openTask } from '../tasks/open-task.ts'
import { ended, goodPatch, patchOf, resultOf } from '../tasks/worker-result.fixture.ts'
import { leadMaker, TOKEN } from './lead-maker.fixture.ts'
import { openLeadWorld } from './lead-world.fixture.ts'

// The lead's whole delivery against an API that nobody here wrote, and a bare repository that git
// itself serves. The stand-in lends the git server alone: none of its API is asked.
const repo = 'ada/web'
const branch = 'feat/x'
const Named = z.object({ sha: z.string() })
const Comments = z.array(z.object({ body: z.string(), user: z.object({ login: z.string() }) }))

const world = await openLeadWorld()
let api: Emulator
let git: Awaited<ReturnType<typeof startFakeGitHub>>
let relay: Awaited<ReturnType<typeof startShaRelay>>
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>
let lead: Parts
beforeAll(async () => {
  const dir = await temporaryDirectory()
  git = await startFakeGitHub({
    ...{ dir: join(dir, 'git'), webhook: { url: null, secret: 's' }, ci: false },
    tokens: { [TOKEN]: { login: 'mill' } },
  })
  await git.createRepository({ name: repo, files: { 'src/a.ts': 'const a = 1\n' } })
  api = await createEmulator({
    ...{ service: 'github', port: await freePort() },
    seed: {
      tokens: { 'of-ada': { login: 'ada' }, [TOKEN]: { login: 'mill' } },
      github: {
        users: [{ login: 'ada' }, { login: 'mill' }],
        repos: [{ owner: 'ada', name: 'web', auto_init: true }],
      },
    },
  })
  relay = await startShaRelay(api.url)
  receiver = await startWebhookReceiver()
  const config = { url: receiver.url, content_type: 'json', secret: 's' }
  await asAda('POST', '/hooks', { name: 'web', active: true, events: ['*'], config })
  await asAda('PUT', '/collaborators/mill', { permission: 'push' })
  const files = { 'src/a.ts': "const a: number = 'one'\n" }
  const { sha } = await git.openPullRequest({ repo, branch, title: 'A change', files })
  await mirror(sha)
  await asAda('POST', '/pulls', { title: 'A change', head: branch, base: 'main' })
  const file = join(dir, 'millwright.yaml')
  const github = { api_url: relay.url, git_url: git.gitUrl }
  const repositories = { [repo]: { mode: 'auto' } }
  writeFileSync(file, JSON.stringify({ data_dir: join(dir, 'data'), repositories, github }))
  const { redis, queues, rules, prompts, logs, takeOutgoing } = world
  const shared = { redis, queues, rules, prompts, logger: logs.logger, takeOutgoing }
  lead = leadMaker({ ...shared, file, privateKey: null })()
})
afterAll(async () => {
  await Promise.all([api.close(), git.close(), relay.close(), receiver.close()])
  await world.close()
})

test('a fix goes onto the branch of a pull request that others keep, and people read of it', async () => {
  const head = (await git.head(repo, branch)) ?? ''

  await fix(head, 1, goodPatch)

  const [commit] = await git.log(repo, branch)
  expect(commit?.parents).toEqual([head])
  expect(await git.file(repo, branch, 'src/a.ts')).toBe('const a = 1')
  const [record] = await lead.store.listTasks({ limit: 1 })
  expect(record).toMatchObject({ state: 'watching', delivery: { commit_sha: commit?.sha } })
  expect(await ours()).toEqual([expect.stringContaining('A fix is pushed; CI decides')])
})

test('an old webhook makes the head be read again, and stops the task in its one comment', async () => {
  await mirror((await git.head(repo, branch)) ?? '')
  const moved = await git.pushCommit({ repo, branch, files: { b: 'b\n' }, message: 'More' })
  await mirror(moved)
  const opened = receiver.received().find(({ body }) => body.includes('"opened"'))
  // It leaves out what GitHub sends: the number of the pull request.
  const said = z.looseObject({}).parse(JSON.parse(relay.toReal(opened?.body ?? '{}')))

  const payload = parseEvent('pull_request', { ...said, number: 1 })
  const received_at = new Date().toISOString()
  const about = { delivery_id: 'g', event: 'pull_request', source: 'webhook', received_at } as const
  await handleDelivery(lead, { ...about, payload })
  await settle()

  const [record] = await lead.store.listTasks({ limit: 1 })
  expect(payload).toMatchObject({ kind: 'head_moved', pr: 1 })
  expect(record?.reason).toBe(`the branch moved on to ${moved.slice(0, 7)}`)
  expect(await ours()).toEqual([expect.stringContaining('**Stopped.** `the branch moved on to ')])
})

test('a fix for a head that has moved on is pushed nowhere', async () => {
  const head = (await git.head(repo, branch)) ?? ''
  const wish = { repo, branch, files: { c: 'c\n' }, message: 'Even more' }

  await fix(head, 2, patchOf('b', 'b', 'bb'), () => git.pushCommit(wish))

  const [commit] = await git.log(repo, branch)
  expect(commit?.message).toBe('Even more')
  const [record] = await lead.store.listTasks({ limit: 1 })
  expect(record?.state).toBe('superseded')
  expect(await ours()).toHaveLength(1)
})

/** A red job at the head gets a task, and a worker's fix of it is delivered. */
async function fix(
  head: string,
  job_id: number,
  patch: string,
  meanwhile = async (): Promise<unknown> => null,
) {
  const key = { repo, run_id: 1, run_attempt: 1, job_id }
  const diagnosis = await diagnose(jobLog.types, {}, lead.rules())
  const failure = Failure.parse({
    ...{ ...key, failure_id: failureId(key), job_name: 'types', workflow_name: 'CI' },
    ...{ conclusion: 'failure', head_sha: head, head_branch: branch, pr_number: 1 },
    ...{ base_branch: 'main', html_url: `${api.url}/1`, completed_at: new Date().toISOString() },
  })
  await lead.store.saveFailure({
    failure,
    diagnosis,
    task_id: null,
    verdict: 'FIXABLE',
    answer: 'act',
  })
  const acting = { failure, diagnosis, verdict: 'FIXABLE', isReportOnly: false } as const
  const id = await openTask(lead, { ...acting, isCritical: false, spent: null })
  await handleReport(lead, ended(id, resultOf({ patch })))
  await meanwhile()
  await settle()
}

async function settle() {
  for (let jobs = await world.takeOutgoing(); jobs.length > 0; jobs = await world.takeOutgoing())
    for (const job of jobs) await handleOutgoing(lead, job)
}

async function ours(): Promise<string[]> {
  const all = Comments.parse(await asAda('GET', '/issues/1/comments'))
  return all.filter(({ user }) => user.login === 'mill').map(({ body }) => body)
}

/** Tells the API of a commit that is in the repository: the branch stands there now. */
async function mirror(sha: string) {
  const refs = await fetch(`${api.url}/repos/${repo}/git/ref/heads/${branch}`, { headers: ada })
  const from = refs.ok ? branch : 'main'
  const found = z.object({ object: Named }).parse(await asAda('GET', `/git/ref/heads/${from}`))
  const blob = Named.parse(await asAda('POST', '/git/blobs', { content: sha }))
  const file = { path: 'a.txt', mode: '100644', type: 'blob', sha: blob.sha }
  const tree = Named.parse(await asAda('POST', '/git/trees', { tree: [file] }))
  const wish = { message: 'A', tree: tree.sha, parents: [found.object.sha] }
  const commit = Named.parse(await asAda('POST', '/git/commits', wish))
  relay.equate(sha, commit.sha)
  if (refs.ok) await asAda('PATCH', `/git/refs/heads/${branch}`, { sha: commit.sha })
  else await asAda('POST', '/git/refs', { ref: `refs/heads/${branch}`, sha: commit.sha })
}

const ada = { authorization: 'Bearer of-ada', 'content-type': 'application/json' }

async function asAda(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${api.url}/repos/${repo}${path}`, {
    ...{ method, headers: ada },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer.status === 204 ? null : answer.json()
}
