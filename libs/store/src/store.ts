import type { Decision, TaskRecord, TaskState, TimelineEvent } from '@millwright/protocol'
import type { AuditedAction, AuditFilter, AuditRow } from './audit.ts'
import type { Overdraft, Reservation, Spend } from './budget.ts'
import type { CountName } from './count-names.ts'
import type { CountBook } from './counts.ts'
import type { DecisionFilter } from './decisions.ts'
import type { Gathered } from './digests.ts'
import type { EventFilter, StoredEvent } from './events.ts'
import type { FailureRecord } from './failure-record.ts'
import type { Incident } from './incident.ts'
import type { Judgement } from './judgements.ts'
import type { LeadStatus } from './lead-status.ts'
import type { TaskFilter } from './list-tasks.ts'
import type { IncidentSearch } from './page-incidents.ts'
import type { Page, TaskSearch } from './page-tasks.ts'
import type { Pause } from './pauses.ts'
import type { PromptUse } from './prompt-uses.ts'
import type { PromptVersion } from './prompt-versions.ts'
import type { PromptsInUse } from './prompts-in-use.ts'
import type { Rollout } from './rollouts.ts'
import type { RunCounts } from './run-counts.ts'
import type { TaskRow } from './task-row.ts'
import type { AuditCheck } from './verify-audit.ts'

/**
 * The lead's file in Redis. The lead alone writes tasks, failures, decisions and intents; the
 * status API reads, and adds events. Everything in it has a limit and goes when that is reached.
 */
export interface Store {
  createTask(record: TaskRecord): Promise<'created' | 'exists'>
  getTask(taskId: string): Promise<TaskRecord | null>
  /** Newest first. */
  listTasks(filter: TaskFilter): Promise<TaskRecord[]>
  /** Newest first, part by part. */
  pageTasks(search: TaskSearch): Promise<Page<TaskRecord>>
  /** As `pageTasks`, without reading the records: what a list shows. */
  pageRows(search: TaskSearch): Promise<Page<TaskRow>>
  /** Removes what is over the limits, and what an index names and is not there; how many went. */
  tidyTasks(): Promise<number>
  countTasks(): Promise<Record<TaskState, number>>
  /** When the task that is longest in the file among those of a state was opened. */
  oldestTask(state: TaskState): Promise<Date | null>
  /** Null when the task is not in one of the states `from`; `change` may be called again. */
  changeTask(
    taskId: string,
    from: readonly TaskState[],
    change: (record: TaskRecord) => TaskRecord,
  ): Promise<TaskRecord | null>
  /** The last 1,000 tasks of a pull request (`place` is its number) or of a branch, oldest first. */
  tasksOfPullRequest(repo: string, place: string): Promise<TaskRecord[]>
  saveFailure(record: FailureRecord): Promise<void>
  getFailure(failureId: string): Promise<FailureRecord | null>
  /** The last failures of one cause, in any run, pull request or branch; the newest first. */
  failuresOfCause(repo: string, fingerprint: string): Promise<FailureRecord[]>
  /** Null when the cause has not been seen in this repository for a month. */
  getIncident(repo: string, key: string): Promise<Incident | null>
  /** Writes an incident over what was known of it; the caller sees that writers take turns. */
  saveIncident(incident: Incident): Promise<void>
  /** Those of a repository that are not green yet, seen last first. */
  openIncidents(repo: string): Promise<Incident[]>
  /** The incident seen last first, part by part. */
  pageIncidents(search: IncidentSearch): Promise<Page<Incident>>
  addDecision(decision: Decision): Promise<'added' | 'unchanged'>
  /** Newest first. */
  listDecisions(filter: DecisionFilter): Promise<Decision[]>
  /** Newest first, part by part. */
  pageDecisions(filter: DecisionFilter): Promise<Page<Decision>>
  addEvent(event: TimelineEvent): Promise<string>
  /** In the order they were added. */
  readEvents(filter: EventFilter): Promise<StoredEvent[]>
  /** False when an event is no longer kept, so that later ones may have been missed. */
  hasEvent(id: string): Promise<boolean>
  /** Switches us off on one pull request, in somebody's name; null switches us on again. */
  switchPull(repo: string, pr: number, offBy: string | null): Promise<void>
  /** Who switched us off on a pull request; null where nobody did. */
  pullSwitchedOffBy(repo: string, pr: number): Promise<string | null>
  /** Lets nothing new begin in a scope; the first who asked for it stays on record. */
  setPause(pause: Pause): Promise<void>
  clearPause(scope: string): Promise<void>
  listPauses(): Promise<Pause[]>
  /**
   * Sets money aside in all scopes of the reservation at once, or in none: then the first scope
   * without enough left. Doing it twice sets it aside once.
   */
  reserve(reservation: Reservation, limits: ReadonlyMap<string, number>): Promise<Overdraft | null>
  /** Pays for a piece of work, once; false when there is nothing to settle. */
  settle(id: string, usd: number): Promise<boolean>
  listReservations(): Promise<Reservation[]>
  readSpend(scopes: readonly string[]): Promise<Spend[]>
  /** How far something outside has been read; null when never, or not for a month. */
  getMark(name: string): Promise<string | null>
  setMark(name: string, mark: string): Promise<void>
  /** Remembers that a browser signed out, until its session would have ended by itself. */
  endSession(id: string, until: Date): Promise<void>
  isSessionEnded(id: string): Promise<boolean>
  /** Writes down what is about to be done; returns what the first writer wrote. */
  putIntent(key: string, value: unknown): Promise<unknown>
  getIntent(key: string): Promise<unknown>
  /** Forgets what was written down, so that it is done once more. */
  dropIntent(key: string): Promise<void>
  /** Keeps a message to be told with others; the same name is kept once. */
  addToDigest(target: string, name: string, text: string): Promise<void>
  /** What was gathered for a target; under the same `id` it is the same until it is dropped. */
  takeDigest(target: string, id: string): Promise<Gathered>
  dropDigest(id: string): Promise<void>
  /** Files what a person asked for; with a `key`, once. File it before it is done. */
  addAudit(action: AuditedAction, key?: string): Promise<void>
  /** Newest first. */
  listAudit(filter: AuditFilter): Promise<AuditRow[]>
  verifyAudit(): Promise<AuditCheck>
  /** Counts an effect that no task shows; telling it again counts nothing. */
  countOnce(name: CountName, effect: string): Promise<void>
  /** Counts one completed attempt of a run (`<id>.<attempt>`), once. */
  countRun(repo: string, run: string, colour: 'red' | 'green'): Promise<void>
  /** The runs of a repository on the last `days` days. */
  readRuns(repo: string, days: number): Promise<RunCounts>
  /** What was counted in all, and on each of the last `days` days. */
  readCounts(days: number): Promise<CountBook>
  /** Keeps what a person or CI showed of a verdict; a later word of the same replaces it. */
  saveJudgement(judgement: Judgement): Promise<void>
  /** What is said of the verdict of one task, the word that counts first. */
  judgementsOf(taskId: string): Promise<Judgement[]>
  /** The judgements spoken since a time, for each task the one that counts. */
  listJudgements(since: Date): Promise<Judgement[]>
  /** Keeps the text of a version that tasks name by its hash; of a name the newest 100 stay. */
  savePromptVersion(version: PromptVersion, isNewest: boolean): Promise<void>
  getPromptVersion(hash: string): Promise<PromptVersion | null>
  /** The one loaded last first. */
  listPromptVersions(name: string): Promise<PromptVersion[]>
  savePromptsInUse(state: PromptsInUse): Promise<void>
  /** Null before a lead has loaded any. */
  readPromptsInUse(): Promise<PromptsInUse | null>
  /** Which versions of a template are used; of one that nobody has heard of, nothing. */
  getRollout(name: string): Promise<Rollout>
  listRollouts(): Promise<Rollout[]>
  /** Null when `change`, which may be called again, wants nothing changed. */
  changeRollout(name: string, change: (rollout: Rollout) => Rollout | null): Promise<Rollout | null>
  /** What became of the newest tasks that a version was used for, at most 1,000. */
  listPromptUses(hash: string): Promise<PromptUse[]>
  /**
   * Makes one process the lead for LEAD_TTL_SECONDS, or longer when it is it already; false while
   * another one is. `over` names one that is known to be gone.
   */
  holdLead(name: string, over?: string): Promise<boolean>
  /** Lets another process be the lead, unless one is already. */
  releaseLead(name: string): Promise<void>
  /** Who is the lead; null when nobody is. */
  leadHolder(): Promise<string | null>
  /** The lead's sign of life; repeat it well within LEAD_TTL_SECONDS. */
  beatLead(status: LeadStatus): Promise<void>
  /** Null when the lead has not been seen for LEAD_TTL_SECONDS. */
  readLead(): Promise<LeadStatus | null>
}
