import { afterAll, expect, test } from 'vitest'
import { handleCommand } from '../commands/handle-command.ts'
import { jobLog } from '../runs/job-log.fixture.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from '../scenes/scene.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

/** A person comments, and the lead hears of it. Returns its reactions. */
async function say(scene: Scene, body: string, times = 1) {
  const { id: commentId } = scene.github.comment(repo, 1, body)
  for (let time = 0; time < times; time += 1) {
    await handleCommand(scene.lead(), { kind: 'command', repo, pr: 1, commentId })
  }
  await scene.settle()
  const comment = scene.github.comments(repo, 1).find(({ id }) => id === commentId)
  return comment?.reactions.map(({ content }) => content)
}

/** Our own comment. */
function ours(scene: Scene): string | undefined {
  return scene.github.comments(repo, 1).find(({ author }) => author === 'mill')?.body
}

test('on tells how the task is taken up again that off has stopped', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await scene.red())
  await say(scene, '/millwright off')

  expect(await say(scene, '/millwright on')).toEqual(['+1'])

  expect(await scene.tasks()).toEqual(['cancelled: switched off by ada'])
  expect(ours(scene)).toContain('/millwright retry queues the task again')
})

test('retry looks again at a run that was left alone for a conflict that is gone', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const move = (content: string) =>
    scene.github.pushCommit({ repo, branch: 'main', files: { 'src/a.ts': content }, message: 'x' })
  await move('const a = 2\n')
  await scene.heard(await scene.red())
  const before = await scene.decisions()
  await move('const a = 1\n')

  expect(await say(scene, '/millwright retry', 2)).toEqual(['+1'])

  expect(before).toEqual([expect.stringContaining('skip: the pull request conflicts')])
  expect(await scene.tasks()).toEqual(['queued: waiting for a worker'])
})

test('retry looks again at nothing that is left alone for good', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const run = await scene.red()
  await scene.github.pushCommit({ repo, branch, files: {}, message: 'More' })
  await scene.heard(run)
  const before = await scene.decisions()

  expect(await say(scene, '/millwright retry')).toEqual(['confused'])

  expect(await scene.decisions()).toEqual(before)
})

test('retry does nothing while the pull request is switched off, and says so', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await say(scene, '/millwright off')
  await scene.heard(await scene.red())
  const before = await scene.decisions()

  expect(await say(scene, '/millwright retry')).toEqual(['confused'])

  expect(ours(scene)).toContain('ada switched Millwright off there: /millwright on comes first')
  expect(await scene.decisions()).toEqual(before)
})

test('retry is not done where the reason to leave a run alone stands, and names it', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const files = { 'src/a.ts': 'const a = 2\n' }
  await scene.github.pushCommit({ repo, branch: 'main', files, message: 'x' })
  await scene.heard(await scene.red())

  expect(await say(scene, '/millwright retry')).toEqual(['confused'])

  expect(ours(scene)).toContain('still left alone: the pull request conflicts')
  expect(ours(scene)).not.toContain('looked at again')
})

test('a run that cannot be read keeps no other from being looked at after on', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await say(scene, '/millwright off')
  await scene.heard(await scene.red({ jobs: { job: jobLog.types } }))
  const gone = await scene.red({ name: 'B', jobs: { job: jobLog.otherTypes } })
  await scene.heard(gone)
  const path = `/repos/${repo}/actions/runs/${gone.id}/attempts/1/jobs`
  scene.github.faults.failNext({ path, status: 404, times: 9 })

  expect(await say(scene, '/millwright on')).toEqual(['+1'])

  expect(await scene.tasks()).toEqual(['queued: waiting for a worker'])
  expect(ours(scene)).toContain('looked at again: 1')
  expect(ours(scene)).toContain('could not be read: 1')
})
