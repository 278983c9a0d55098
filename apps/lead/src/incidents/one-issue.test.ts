import { afterAll, expect, test } from 'vitest'
import { reconcile } from '../rounds/reconcile.ts'
import { sweep } from '../rounds/sweep.ts'
import { jobLog } from '../runs/job-log.fixture.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { repo, type Scene } from '../scenes/scene.fixture.ts'
import { bringIssue } from './bring-issue.ts'
import { lookAtIncidents } from './look-at-incidents.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const HOUR_MS = 3_600_000
const other = 'feat/y'
const jobs = { deploy: jobLog.secret }
const wish = { settings: { escalation: { issues: true, labels: ['ci'] } } }

test('one cause that needs a person is one issue, however many pull requests have it', async () => {
  const scene = await redOnTwo()

  await reconcile(scene.lead())
  await scene.settle()

  const [issue, ...more] = scene.github.issues(repo)
  expect(more).toEqual([])
  expect(issue).toMatchObject({ state: 'open', labels: ['ci'], author: 'mill' })
  expect(issue?.title).toContain('secret-missing')
  expect(issue?.body).toContain('`#1`, job `deploy`')
  expect(issue?.body).toContain('`#2`, job `deploy`')
  expect(issue?.body).toMatch(/Urgency \w+: an answer is due by \d{4}-/)
})

test('the issue is closed when all is green, and opened again when the cause is back', async () => {
  const scene = await redOnTwo()
  await green(scene, other)
  const afterOne = scene.github.issues(repo)[0]?.state
  await green(scene, 'feat/x')
  const closed = { ...scene.github.issues(repo)[0] }
  await scene.github.pushCommit({ repo, branch: 'feat/x', files: {}, message: 'More' })

  await scene.heard(await scene.red({ jobs }))
  await scene.settle()

  expect(afterOne).toBe('open')
  expect(closed).toMatchObject({
    ...{ state: 'closed', body: expect.stringContaining('Green again since') },
  })
  expect(scene.github.issues(repo).map(({ state }) => state)).toEqual(['open'])
})

test('green runs and closed pull requests of which no webhook told close it as well', async () => {
  const scene = await redOnTwo()
  await scene.green((await scene.github.head(repo, 'feat/x')) ?? '')
  await scene.github.closePullRequest(repo, 2)

  await sweep(scene.lead())
  await scene.settle()

  expect(scene.github.issues(repo).map(({ state }) => state)).toEqual(['closed'])
})

test('a lead that dies after GitHub took the issue opens no second one', async () => {
  const scene = await world.begin(wish)
  await scene.openPull()
  await scene.heard(await scene.red({ jobs }))
  const [incident] = await scene.store.openIncidents(repo)
  const key = incident?.key ?? ''
  const dying = scene.lead((name, part) =>
    name === 'store' ? { ...part, saveIncident: () => Promise.reject(new Error('died')) } : part,
  )

  await expect(bringIssue(dying, repo, key)).rejects.toThrow('died')
  const blind = scene.lead((name, part) =>
    name === 'github' ? { ...part, listIssuesBy: async () => [] } : part,
  )
  await expect(bringIssue(blind, repo, key)).rejects.toMatchObject({ code: 'MW_ISSUE_UNSURE' })
  await scene.settle()

  expect(scene.github.issues(repo)).toHaveLength(1)
  expect((await scene.store.getIncident(repo, key))?.issue?.number).toBe(2)
})

test('an issue that a person closed stays closed until the cause was green', async () => {
  const scene = await redOnTwo()
  const { number = 0 } = scene.github.issues(repo)[0] ?? {}
  await scene.lead().github.updateIssue(repo, number, { state: 'closed' })

  await scene.heard(await scene.red({ branch: other, name: 'Nightly', jobs }))
  await scene.settle()

  expect(scene.github.issues(repo)[0]).toMatchObject({
    state: 'closed',
    body: expect.stringContaining('- `#2`, job `deploy`'),
  })
})

test('where nobody answers in time, people are told once more, and no oftener', async () => {
  const scene = await redOnTwo()
  const before = scene.told().length
  const late = Date.now() + 100 * HOUR_MS

  await lookAtIncidents(scene.lead(), repo)
  await scene.settle()
  const early = scene.told()
  for (let n = 0; n < 2; n += 1) await lookAtIncidents(scene.lead(), repo, late)
  await scene.settle()

  expect([before, early]).toEqual([1, []])
  expect(scene.told()).toEqual([expect.stringContaining('overdue')])
})

test('nobody who does not want issues gets one', async () => {
  const scene = await redOnTwo({})

  expect(scene.github.issues(repo)).toEqual([])
})

test('a repository without issues is told of, and everything else goes on', async () => {
  const scene = await world.begin(wish)
  await scene.openPull()
  await scene.heard(await scene.red({ jobs }))
  scene.github.faults.failNext({ method: 'POST', path: /\/issues$/, status: 410 })
  await scene.settle()

  const events = await scene.store.readEvents({ after: null, limit: 100 })
  expect(events.map(({ event }) => event.text)).toContainEqual(
    expect.stringMatching(/^no issue: GitHub refused it/),
  )
  expect(await scene.tasks()).toEqual([expect.stringMatching(/^escalated: /)])
})

/** Two pull requests that fail of what only a person can mend. */
async function redOnTwo(settings: object = wish): Promise<Scene> {
  const scene = await world.begin(settings)
  for (const branch of ['feat/x', other]) await scene.openPull({ branch })
  for (const branch of ['feat/x', other]) {
    await scene.heard(await scene.red({ branch, jobs }))
    await scene.settle()
  }
  return scene
}

async function green(scene: Scene, branch: string) {
  const sha = (await scene.github.head(repo, branch)) ?? ''
  const job = { name: 'deploy', log: '', conclusion: 'success' } as const
  await scene.heard(await scene.github.recordRun({ repo, branch, sha, jobs: [job] }))
  await scene.settle()
}
