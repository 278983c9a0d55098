import { branch, repo, type Scene } from '../scenes/scene.fixture.ts'

const SHA = /\b[0-9a-f]{7,40}\b/g
const TIME = /\b\d{4}-\d\d-\d\dT[\d:.]+Z/g

/** What became of everything, in words that are equal for equal ends: without shas, ports, times. */
export async function look(scene: Scene) {
  const { store, github, queues } = scene
  const plain = (text: string) =>
    text.replaceAll(github.gitUrl, '').replaceAll(SHA, 'SHA').replaceAll(TIME, 'TIME')
  const tasks = await store.listTasks({ limit: 100 })
  const decisions = await store.listDecisions({ limit: 100 })
  const commits = await github.log(repo, branch)
  const { tasks: queue } = await queues.depths()
  return {
    decisions: decisions.map(({ answer, reason }) => plain(`${answer}: ${reason}`)),
    tasks: tasks.map(({ task, state, reason, epoch, delivery }) => {
      const { commit_sha, comment_id } = delivery
      const effects = `${commit_sha ? 'committed' : ''} ${comment_id ? 'commented' : ''}`.trim()
      return plain(`${task.type} ${task.retry_count}/${epoch} ${state}: ${reason} (${effects})`)
    }),
    waiting: queue.waiting,
    commits: commits.map(({ message }) => message.split('\n')[0]),
    rejected: github.rejectedPushes(repo).map(({ reason }) => reason),
    statuses: newestStatuses(scene),
    attempts: github.runs(repo).map(({ attempts }) => attempts.length),
    comments: github.comments(repo, 1).map(({ body }) => plain(body)),
    told: scene.told(),
  }
}

/** Of each commit and context the newest counts, as for GitHub; in whichever order they came. */
function newestStatuses({ github }: Scene): string[] {
  const newest = new Map(
    github
      .statuses(repo)
      .map(({ sha, context, state, description }) => [
        `${sha} ${context}`,
        `${context} ${state}: ${description}`,
      ]),
  )
  return [...newest.values()].toSorted()
}
