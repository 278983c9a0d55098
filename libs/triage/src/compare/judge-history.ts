import type { Diagnosis, History } from '@millwright/protocol'

/** What of a diagnosis tells one cause from another. */
export type CauseOfRun = Pick<Diagnosis, 'fingerprint' | 'files' | 'failing_tests'>

/** One finished run of the same job: on the base branch, on the own branch, or on any other. */
export type PastRun = {
  place: 'base' | 'own' | 'elsewhere'
  headSha: string
  /** When it ended, ISO 8601. */
  at: string
  /** Null when the job was green. */
  cause: CauseOfRun | null
}

/** The failure that is judged. */
export type RunNow = { headSha: string; at: string; cause: CauseOfRun }

/**
 * Says how a failure stands to earlier runs of its job, and to other runs of its commit.
 * - `flaky`: the job was green at the same commit. A rerun that passes is evidence, not proof.
 * - `inherited`: the newest run on the base branch is red of the same cause, and of no less.
 * - `regression`: the cause was there, a later run in the same place was without it, and it is back.
 * - `known`: the cause was there before.
 */
export function judgeHistory(now: RunNow, past: readonly PastRun[]): History {
  const green = past.find((run) => run.cause === null && run.headSha === now.headSha)
  if (green) return told('flaky', `the job was green at the same commit ${short(green)}`)
  const base = newest(past.filter(({ place }) => place === 'base'))
  if (base?.cause && covers(base.cause, now.cause)) {
    return told('inherited', `the base branch is red of the same cause at ${short(base)}`)
  }
  // GitHub counts in whole seconds, so two runs may end at the same moment.
  const before = past.filter((run) => run.at <= now.at)
  const last = newest(before.filter((run) => isSame(run, now)))
  if (!last) return told('new', 'no earlier run is known that failed of this cause')
  const between = before.find((run) => run.place === last.place && run.at > last.at)
  return between
    ? told('regression', `it was there at ${short(last)}, gone at ${short(between)}, and is back`)
    : told('known', `it was there at ${short(last)}`)
}

function told(standing: History['standing'], reason: string): History {
  return { standing, reason }
}

function newest(runs: readonly PastRun[]): PastRun | undefined {
  return runs.toSorted((a, b) => a.at.localeCompare(b.at)).at(-1)
}

function isSame({ cause }: PastRun, now: RunNow): boolean {
  return cause?.fingerprint === now.cause.fingerprint
}

/**
 * True when `own` failed of nothing that `base` did not fail of as well. One fingerprint stands for
 * all hits of a rule, so tests and files must have been there, too.
 */
export function covers(base: CauseOfRun, own: CauseOfRun): boolean {
  const tests = new Set(base.failing_tests)
  const files = new Set(base.files.map(({ path }) => path))
  return (
    base.fingerprint === own.fingerprint &&
    own.failing_tests.every((test) => tests.has(test)) &&
    own.files.every(({ path }) => files.has(path))
  )
}

function short({ headSha }: PastRun): string {
  return headSha.slice(0, 7)
}
