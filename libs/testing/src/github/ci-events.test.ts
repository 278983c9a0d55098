import { afterAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../temporary-directory.ts'
import { waitFor } from '../wait-for.ts'
import type { Run } from './run.ts'
import { startFakeGitHub } from './start-fake-github.ts'

const repo = 'acme/web'
const github = await startFakeGitHub({
  dir: await temporaryDirectory(),
  webhook: { url: null, secret: 's' },
  tokens: { t: { permissions: { actions: 'read' } } },
})
afterAll(() => github.close())

await github.createRepository({ name: repo, files: { 'README.md': 'Hello\n' } })

test('a pull request starts a run for its push and another one for itself, at the same head', async () => {
  const ref = 'echo "$GITHUB_EVENT_NAME,$GITHUB_HEAD_REF"'
  const files = workflow('[push, pull_request]', `${ref} | grep -xE "push,|pull_request,feat/pull"`)
  const pull = await github.openPullRequest({ repo, branch: 'feat/pull', title: 'A change', files })
  const pushed = await github.pushCommit({
    ...{ repo, branch: 'feat/pull', files: { 'NEWS.md': 'More\n' }, message: 'Say more' },
  })

  const runs = [...(await finished(pull.sha)), ...(await finished(pushed))]

  expect(runs.map((run) => [run.event, run.title, run.attempts[0]?.conclusion])).toEqual([
    ['push', 'A change', 'success'],
    ['pull_request', 'A change', 'success'],
    ['push', 'Say more', 'success'],
    ['pull_request', 'A change', 'success'],
  ])
  expect(await pullsOf(runs)).toEqual(runs.map(() => [pull.number]))
})

test('a workflow for the default branch and for pull requests runs once for each head', async () => {
  const files = workflow('{ push: { branches: [main] }, pull_request: {} }', 'true')

  const onMain = await github.pushCommit({ repo, branch: 'main', files, message: 'Add CI' })
  const { sha } = await github.openPullRequest({
    ...{ repo, branch: 'feat/once', title: 'Once', files: { 'ONCE.md': '' } },
  })

  expect((await finished(onMain)).map((run) => run.event)).toEqual(['push'])
  expect((await finished(sha)).map((run) => run.event)).toEqual(['pull_request'])
})

test('a workflow that is not valid fails once, with the push', async () => {
  const files = { '.github/workflows/ci.yml': 'on: pull_request\njobs: nonsense\n' }

  const { sha } = await github.openPullRequest({ repo, branch: 'feat/odd', title: 'Odd', files })

  const runs = await finished(sha)
  expect(runs.map((run) => [run.event, run.attempts[0]?.conclusion])).toEqual([
    ['push', 'startup_failure'],
  ])
})

/** All runs of a commit once they are finished; they all exist when the push is answered. */
function finished(sha: string): Promise<Run[]> {
  const runs = github.runs(repo).filter((run) => run.headCommit.sha === sha)
  const isOver = () =>
    runs.length > 0 && runs.every((run) => run.attempts[0]?.status === 'completed')
  return waitFor(() => (isOver() ? runs : null), { what: `the runs of ${sha}` })
}

/** The numbers of the pull requests that GitHub names with each run. */
function pullsOf(runs: readonly Run[]): Promise<number[][]> {
  const numbers = async ({ id }: Run) => {
    const url = `${github.apiUrl}/repos/${repo}/actions/runs/${id}`
    const answer = await fetch(url, { headers: { authorization: 'Bearer t' } })
    const run = (await answer.json()) as { pull_requests: { number: number }[] }
    return run.pull_requests.map((pull) => pull.number)
  }
  return Promise.all(runs.map(numbers))
}

function workflow(on: string, run: string): Record<string, string> {
  const steps = JSON.stringify([{ run }])
  return { '.github/workflows/ci.yml': `on: ${on}\njobs: { test: { steps: ${steps} } }\n` }
}
