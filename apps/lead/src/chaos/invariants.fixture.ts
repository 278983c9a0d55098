import { failureId, isFinished, type TaskRecord } from '@millwright/protocol'
import { failing } from '../runs/jobs-of-run.ts'
import { repo, type Scene } from '../scenes/scene.fixture.ts'

const ALL = 1_000

export interface Limits {
  readonly attemptsMax: number
  /** Branch → how many pushes there had been when it was protected. */
  readonly protectedAfter: ReadonlyMap<string, number>
}

/** What anybody can see of our deeds, as text: an old delivery must not change it. */
export function effectsOf({ github }: Scene): string {
  const count = (of: readonly unknown[]) => of.length
  const pulls = new Set(github.runs(repo).map(({ pull }) => pull?.number ?? 0))
  const comments = [...pulls].flatMap((pr) => github.comments(repo, pr))
  return [
    `${count(github.refUpdates(repo))} pushes`,
    `${count(comments)} comments`,
    `${count(github.issues(repo))} issues`,
    `${count(github.checks(repo))} checks`,
    `${count(github.runs(repo).flatMap(({ attempts }) => attempts))} attempts of runs`,
  ].join(', ')
}

/** What must hold at any moment: never two tasks on one pull request at once. */
export async function brokenNow({ store }: Scene): Promise<string[]> {
  const records = await store.listTasks({ limit: ALL })
  const open = records.filter(({ state }) => !isFinished(state)).map(placeOf)
  return open
    .filter((place, index) => open.indexOf(place) !== index)
    .map((place) => `two tasks at once on ${place}`)
}

/** What must hold once everybody has come to rest; one sentence for each thing that does not. */
export async function brokenAtRest(scene: Scene, limits: Limits): Promise<string[]> {
  const records = await scene.store.listTasks({ limit: ALL })
  return [
    ...(await unexplained(scene)),
    ...(await unfinished(scene, records)),
    ...leftOpen(scene, records),
    ...doubled(scene, records),
    ...pushedWrongly(scene, records, limits),
    ...beyondCaps(records, limits),
    ...(await reactionsToOurselves(scene, records)),
  ]
}

/** Every red job of the newest attempt of every run has a final decision. */
async function unexplained({ store, github }: Scene): Promise<string[]> {
  const decisions = await store.listDecisions({ limit: ALL })
  return github.runs(repo).flatMap(({ id: run_id, attempts, headBranch }) => {
    const attempt = attempts.at(-1)
    const red = attempt?.jobs.filter(({ conclusion }) => failing.has(conclusion ?? '')) ?? []
    return red.flatMap(({ id: job_id, name }) => {
      const key = { repo, run_id, run_attempt: attempt?.number ?? 1, job_id }
      const decision = decisions.find(({ failure_id }) => failure_id === failureId(key))
      const what = `job ${name} of run ${run_id} on ${headBranch}`
      if (decision === undefined) return [`${what} was never explained`]
      return decision.answer === 'wait' ? [`${what} waits for ever: ${decision.reason}`] : []
    })
  })
}

/** Nothing is left lying: no task, no place in the queue, no money. */
async function unfinished({ store, queues }: Scene, records: readonly TaskRecord[]) {
  const { waiting } = (await queues.depths()).tasks
  const reservations = await store.listReservations()
  return [
    ...records
      .filter(({ state }) => !isFinished(state))
      .map(({ task, state, reason }) => `${task.task_id} is still ${state}: ${reason}`),
    ...(waiting > 0 ? [`${waiting} tasks lie in the queue that nobody waits for`] : []),
    ...reservations.map(({ id }) => `money is still set aside for ${id}`),
  ]
}

/** Nothing says at a commit that somebody is still at work. */
function leftOpen({ github }: Scene, records: readonly TaskRecord[]): string[] {
  const checks = github.checks(repo).filter(({ status }) => status !== 'completed')
  const newest = new Map(github.statuses(repo).map((one) => [`${one.sha} ${one.context}`, one]))
  const statuses = [...newest.values()].filter(({ state }) => state === 'pending')
  const tasksAt = (commit: string) =>
    records
      .filter(({ task }) => task.head_sha === commit)
      .map(({ task, state, reason }) => `\n    ${task.task_id} is ${state}: ${reason}`)
      .join('')
  return [
    ...checks.map((one) => `check ${one.externalId} was left open${tasksAt(one.sha)}`),
    ...statuses.map((one) => `status ${one.context} was left open${tasksAt(one.sha)}`),
  ]
}

/** One comment a pull request, one open issue a cause, one check a name, one rerun a run. */
function doubled({ github }: Scene, records: readonly TaskRecord[]): string[] {
  const pulls = new Set(records.map(({ task }) => task.inputs.pr_number ?? 0))
  const comments = [...pulls].flatMap((pr) =>
    github
      .comments(repo, pr)
      .filter(({ author }) => isUs(author))
      .map(() => `comment of ours on #${pr}`),
  )
  const issues = github.issues(repo).filter(({ state }) => state === 'open')
  const reruns = github.runs(repo).filter(({ attempts }) => attempts.length > 2)
  return [
    ...twice(comments),
    ...twice(issues.map(({ title }) => `open issue "${title}"`)),
    ...twice(github.checks(repo).map(({ sha, externalId }) => `check ${externalId} of ${sha}`)),
    ...reruns.map(({ id, attempts }) => `run ${id} was run again ${attempts.length - 1} times`),
  ]
}

/**
 * One commit a task and one that takes it back, on the head that was diagnosed or on our own commit,
 * never by force, never on the default branch or one that is protected by then.
 */
function pushedWrongly(
  { github }: Scene,
  records: readonly TaskRecord[],
  { protectedAfter }: Limits,
): string[] {
  return github.refUpdates(repo).flatMap((push, index) => {
    const { old, new: sha, ref, forced, pusher } = push
    if (!isUs(pusher)) return []
    const fixed = records.find(({ delivery }) => delivery.commit_sha === sha)
    const reverted = records.find(({ delivery }) => delivery.revert_sha === sha)
    const base = fixed?.task.head_sha ?? reverted?.delivery.commit_sha
    const branch = ref.slice('refs/heads/'.length)
    if (forced) return [`${ref} was pushed by force`]
    if (branch === 'main') return ['we pushed to the default branch']
    if (index >= (protectedAfter.get(branch) ?? Infinity)) return [`we pushed to protected ${ref}`]
    if (base === undefined) return [`${sha} on ${ref} is a commit of ours that no task knows`]
    const isRight = base === old && branch === (fixed ?? reverted)?.task.inputs.branch
    return isRight ? [] : [`${sha} stands on ${old} of ${ref}, not on ${base}`]
  })
}

/** Never more than the cap on one pull request for one fingerprint, nor commits of ours in a row. */
function beyondCaps(records: readonly TaskRecord[], { attemptsMax }: Limits): string[] {
  const heads = new Map<string, Set<string>>()
  for (const record of records) {
    const { task, state, epoch } = record
    if (epoch === 0 || state === 'superseded' || state === 'cancelled') continue
    const name = `${placeOf(record)} ${task.incident}`
    heads.set(name, (heads.get(name) ?? new Set()).add(task.head_sha))
  }
  const tried = [...heads]
    .filter(([, of]) => of.size > attemptsMax)
    .map(([name, of]) => `${of.size} attempts on ${name}, at most ${attemptsMax} are allowed`)
  const inARow = records
    .map((record) => ({ place: placeOf(record), count: fixesUpTo(record, records) }))
    .filter(({ count }) => count > attemptsMax)
    .map(({ place, count }) => `${count} fixes of ours in a row on ${place}`)
  return [...tried, ...inARow]
}

/** The task's own fix and those that it stands on, one upon the other. */
function fixesUpTo({ task, delivery }: TaskRecord, records: readonly TaskRecord[]): number {
  if (delivery.commit_sha === null) return 0
  const below = records.find((other) => other.delivery.commit_sha === task.head_sha)
  return 1 + (below ? fixesUpTo(below, records) : 0)
}

/** Our own commits stop nothing, and our own comments order nothing. */
async function reactionsToOurselves({ github, store }: Scene, records: readonly TaskRecord[]) {
  const stopped = records.filter(
    ({ state, reason, delivery }) =>
      state === 'superseded' && reason.endsWith(delivery.commit_sha?.slice(0, 7) ?? 'none'),
  )
  const comments = records.flatMap(({ task }) => github.comments(repo, task.inputs.pr_number ?? 0))
  const nodded = comments.filter(({ author, reactions }) => isUs(author) && reactions.length > 0)
  const ordered = (await store.listAudit({ limit: ALL })).filter(({ entry }) => isUs(entry.actor))
  return [
    ...stopped.map(({ task }) => `${task.task_id} was stopped by our own commit`),
    ...nodded.map(({ id }) => `we reacted to our own comment ${id}`),
    ...ordered.map(({ entry }) => `we ordered ${entry.action} ourselves`),
  ]
}

function placeOf({ task }: TaskRecord): string {
  return `${task.repo} ${task.inputs.pr_number ?? task.inputs.branch}`
}

function isUs(login: string): boolean {
  return login === 'mill' || login === 'millwright[bot]'
}

/** Those that are there more than once. */
function twice(names: readonly string[]): string[] {
  const again = names.filter((name, index) => names.indexOf(name) !== index)
  return [...new Set(again)].map((name) => `more than one ${name}`)
}
