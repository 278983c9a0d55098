import { addComment, editComment } from './comment-as-person.ts'
import { createRepository } from './create-repository.ts'
import { readFileAt, resolveCommit } from './git/bare-repository.ts'
import { readCommits } from './git/read-commits.ts'
import type { GitHubControls, RecordedRun } from './github-controls.ts'
import { closePull, openPull } from './pull-requests.ts'
import { pushAsPerson } from './push-as-person.ts'
import type { Effects } from './push-effects.ts'
import { recordRerun, recordRun } from './record-run.ts'
import type { Pull, Repository } from './repository.ts'
import type { Run } from './run.ts'
import { requireRepository } from './world.ts'

const LOG_COMMITS_MAX = 1_000

export function createControls(effects: Effects): GitHubControls {
  const { world, webhooks, ci } = effects
  const find = (name: string) => requireRepository(world, name)
  return {
    createRepository: (wish) => createRepository(effects, wish),
    openPullRequest: async ({ repo, ...wish }) => {
      const { number, headSha } = await openPull(effects, find(repo), wish)
      return { number, sha: headSha }
    },
    closePullRequest: (repo, number) => closePull(effects, find(repo), number),
    turnPullRequest: (repo, number, base) => {
      const pull = find(repo).pulls.find((one) => one.number === number)
      if (pull === undefined) throw new Error(`no pull request ${number} in ${repo}`)
      pull.baseBranch = base
    },
    pushCommit: (wish) => pushAsPerson(effects, find(wish.repo), wish),
    recordRun: (wish) => recordRunOf(effects, find(wish.repo), wish),
    recordRerun: (repo, runId, jobs) => {
      const run = find(repo).runs.find(({ id }) => id === runId)
      if (run === undefined) throw new Error(`no run ${runId}`)
      return recordRerun(effects, find(repo), run, jobs)
    },
    rerun: (repo, runId) => {
      const run = find(repo).runs.find(({ id }) => id === runId)
      return run !== undefined && ci.rerunFailedJobs(find(repo), run)
    },
    protectBranch: (repo, branch) => {
      find(repo).protectedBranches.add(branch)
    },
    revokeTokens: () => world.tokens.revokeIssued(),
    head: (repo, branch) => resolveCommit(find(repo).gitDir, `refs/heads/${branch}`),
    log: (repo, branch) => readCommits(find(repo).gitDir, `refs/heads/${branch}`, LOG_COMMITS_MAX),
    file: (repo, branch, path) => readFileAt(find(repo).gitDir, `refs/heads/${branch}`, path),
    comment: (repo, issue, body, author = 'ada', at = new Date()) =>
      addComment(effects, find(repo), { issue, body, author }, at),
    editComment: (repo, id, body) => editComment(effects, find(repo), id, body),
    setAccess: (repo, login, access) => {
      find(repo).access.set(login, access)
    },
    labels: (repo, number) => [
      ...(find(repo).pulls.find((one) => one.number === number)?.labels ?? []),
    ],
    issues: (repo) => [...find(repo).issues],
    checks: (repo) => find(repo).checks,
    statuses: (repo) => find(repo).statuses,
    comments: (repo, number) => find(repo).comments.filter((one) => one.issue === number),
    runs: (repo) => [...find(repo).runs],
    refUpdates: (repo) => [...find(repo).refUpdates],
    rejectedPushes: (repo) => [...find(repo).rejectedPushes],
    deliveries: () => webhooks.deliveries(),
    redeliver: (guid) => webhooks.redeliver(guid),
    sendWebhook: (event, payload) => webhooks.emit(event, payload),
    setWebhookUrl: (url) => webhooks.setUrl(url),
  }
}

async function recordRunOf(
  effects: Effects,
  repository: Repository,
  { branch, sha, name = 'CI', ...about }: RecordedRun,
): Promise<Run> {
  const head = sha ?? (await resolveCommit(repository.gitDir, `refs/heads/${branch}`))
  if (head === null) throw new Error(`no branch ${branch} in ${repository.fullName}`)
  const pull = openPullOf(repository, branch)
  const actor = pull?.author ?? 'ada'
  return recordRun(effects, { repository, branch, sha: head, pull, actor }, { name, ...about })
}

function openPullOf(repository: Repository, branch: string): Pull | null {
  return (
    repository.pulls.find((pull) => pull.state === 'open' && pull.headBranch === branch) ?? null
  )
}
