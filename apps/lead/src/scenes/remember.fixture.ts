import { gitOrThrow } from '@millwright/exec'
import { TOKEN } from './lead-maker.fixture.ts'
import { branch, repo, type Scene } from './scene.fixture.ts'

/**
 * Takes down what Redis, the branch, the comments of its pull request and the runs hold. The function that
 * comes back brings it all back, as often as it is called: far faster than a new scene.
 */
export async function remember(scene: Scene): Promise<() => Promise<void>> {
  const { redis, github } = scene
  scene.told()
  const names = await redis.keys('*')
  const kept = await Promise.all(
    names.map(async (name) => ({
      name,
      ttl: Math.max(await redis.pttl(name), 0),
      value: await redis.dumpBuffer(name),
    })),
  )
  const comments = new Map(github.comments(repo, 1).map(({ id, body }) => [id, body]))
  const head = await github.head(repo, branch)
  const attempts = new Map(github.runs(repo).map((run) => [run.id, run.attempts.length]))

  const statuses = github.statuses(repo).length

  async function restoreRedis() {
    const steps = redis.multi().flushdb()
    for (const { name, ttl, value } of kept) steps.restore(name, ttl, value)
    await steps.exec()
  }
  async function restoreComments() {
    for (const { id, body } of github.comments(repo, 1)) {
      const before = comments.get(id)
      if (before === undefined) await scene.lead().github.deleteComment(repo, id)
      else if (before !== body) await scene.lead().github.updateComment(repo, id, before)
    }
  }
  async function restoreBranch() {
    if ((await github.head(repo, branch)) === head) return
    const { gitDir } = scene
    const ref = `refs/heads/${branch}`
    // As on GitHub, nobody may set a branch back; a new one may start anywhere.
    await gitOrThrow(['update-ref', '-d', ref], { gitDir })
    const push = ['push', '--quiet', `${github.gitUrl}/${repo}.git`, `${head}:${ref}`]
    await gitOrThrow(push, { gitDir, token: TOKEN })
  }
  return async () => {
    await restoreRedis()
    await restoreComments()
    await restoreBranch()
    github.statuses(repo).splice(statuses)
    for (const run of github.runs(repo)) run.attempts.splice(attempts.get(run.id) ?? 0)
  }
}
