import { PREFIX, storeKeys, type TaskState } from '@millwright/protocol'

/**
 * The keys that only the store knows: indices over tasks and failures, intents, the lead's sign of
 * life. All indices are sorted sets of names by the time they were stored, in milliseconds.
 */
export const keys = {
  byState: (state: TaskState) => `${storeKeys.tasks}:state:${state}`,
  byRepo: (repo: string) => `${storeKeys.tasks}:repo:${repo}`,
  failures: `${PREFIX}:store:failures`,
  /** Failures of one cause in one repository. */
  byCause: (repo: string, fingerprint: string) => `${PREFIX}:store:cause:${repo}:${fingerprint}`,
  /** Repository and name of each incident, open or not, by the time when it was seen last. */
  incidents: `${PREFIX}:store:incidents`,
  /** Red and green runs of a repository on one day. */
  runsOf: (repo: string, day: string) => `${PREFIX}:store:runs:${repo}:${day}`,
  /** What was last decided about a failure, as a digest. */
  decided: (failureId: string) => `${storeKeys.decisions}:last:${failureId}`,
  /** All failures of one cause, and the names of those that are red somewhere. */
  incident: (repo: string, key: string) => `${PREFIX}:store:incident:${repo}:${key}`,
  openIncidents: (repo: string) => `${PREFIX}:store:incidents:open:${repo}`,
  intent: (key: string) => `${PREFIX}:store:intent:${key}`,
  /** Who switched us off on a pull request. */
  pullSwitch: (repo: string, pr: number) => `${PREFIX}:store:off:${repo}#${pr}`,
  /** How far something has been read, by the name of what is read. */
  mark: (name: string) => `${PREFIX}:store:mark:${name}`,
  /** That a session of a browser was ended before its time. */
  endedSession: (id: string) => `${PREFIX}:store:session-ended:${id}`,
  /** Scope → who paused it, and when. */
  /** Bytes of all records of tasks together. */
  taskBytes: `${storeKeys.tasks}:bytes`,
  /** A text that many tasks share, by its hash. */
  text: (hash: string) => `${PREFIX}:store:text:${hash}`,
  pauses: `${PREFIX}:store:pauses`,
  promptVersion: (hash: string) => `${PREFIX}:store:prompt:${hash}`,
  /** Versions of one template by the time they were loaded, in milliseconds. */
  promptVersions: (name: string) => `${PREFIX}:store:prompts:${name}`,
  /** Use → what became of it, and the uses by the time they were opened, in milliseconds. */
  promptUses: (hash: string) => `${PREFIX}:store:prompt-uses:${hash}`,
  promptUseOrder: (hash: string) => `${PREFIX}:store:prompt-use-order:${hash}`,
  /** Template → which versions of it are used. */
  rollouts: `${PREFIX}:store:rollouts`,
  promptsInUse: `${PREFIX}:store:prompts-in-use`,
  /** Messages that wait to be told together, and those that are being told. */
  digest: (target: string) => `${PREFIX}:store:digest:${target}`,
  digestTaken: (id: string) => `${PREFIX}:store:digest-taken:${id}`,
  /** Money set aside, by the name of the work. */
  reservations: `${PREFIX}:store:budget:open`,
  settled: (id: string) => `${PREFIX}:store:budget:settled:${id}`,
  spent: (scope: string) => `${PREFIX}:store:budget:spent:${scope}`,
  lead: `${PREFIX}:store:lead`,
  /** The name of the one process that is the lead. */
  leadHold: `${PREFIX}:store:lead-hold`,
  /** What people asked for, as a chain, and its last row. */
  audit: `${PREFIX}:store:audit`,
  auditHead: `${PREFIX}:store:audit:head`,
  audited: (key: string) => `${PREFIX}:store:audited:${key}`,
  /** What came to light about verdicts, and the same by the time it was said, in milliseconds. */
  judgements: `${PREFIX}:store:judgements`,
  judgementOrder: `${PREFIX}:store:judgement-order`,
  /** How often each thing happened, in all and on one day (`2026-01-31`). */
  counts: `${PREFIX}:store:counts`,
  countsOf: (day: string) => `${PREFIX}:store:counts:${day}`,
  /** That an effect has been counted. */
  counted: (name: string, effect: string) => `${PREFIX}:store:counted:${name}:${effect}`,
  /** That a commit is ours. */
  ourCommit: (sha: string) => `${PREFIX}:store:commit:${sha}`,
} as const
