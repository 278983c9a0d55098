import type { Diagnosis } from '@millwright/protocol'
import { applyKnownIssue } from './conclude/apply-known-issue.ts'
import { type Conclusion, conclude } from './conclude/conclude.ts'
import type { Choice } from './decide/decide.ts'
import type { LogFacts } from './log-facts.ts'
import type { LogReading } from './match/log-reading.ts'
import type { MatchWatch } from './match/match-watch.ts'
import { type LogInput, readLog } from './match/read-log.ts'
import type { RuleSet } from './packs/rule-set.ts'
import { annotationLog } from './read/annotation-log.ts'
import { readJobName } from './read/read-job-name.ts'

/**
 * Says what made a job fail, from its log and what GitHub says of it. Reads at most LOG_BYTES_MAX
 * bytes, in constant memory and linear time; never throws over what the log holds.
 */
export async function diagnose(
  input: LogInput,
  facts: LogFacts,
  rules: RuleSet,
): Promise<Diagnosis> {
  return (await examine(input, facts, rules)).diagnosis
}

/** A diagnosis with what it was drawn from. */
export type Examination = Omit<Conclusion, 'diagnosis'> & {
  diagnosis: Diagnosis
  reading: LogReading
}

/** Diagnoses a log and keeps what was found on the way; `watch` is told of near misses. */
export async function examine(
  input: LogInput,
  facts: LogFacts,
  rules: RuleSet,
  watch?: MatchWatch,
): Promise<Examination> {
  const annotated = facts.hasLog === false ? annotationLog(facts.annotations ?? []) : ''
  const reading = await readLog(annotated || input, rules, facts.roots ?? [], watch)
  const known = annotated === '' ? facts : { ...facts, hasLog: true }
  const { diagnosis, step, choice } = conclude(reading, known)
  const whole = { ...diagnosis, job: readJobName(facts.jobName), known_issue: null }
  const marked = applyKnownIssue(whole, {
    knownIssues: rules.knownIssues,
    marked: step?.issues ?? new Map(),
    decisive: decisiveLines(diagnosis, choice),
    now: facts.now ?? new Date(),
  })
  return { diagnosis: marked, reading, step, choice }
}

/** Where nothing was recognised the last lines are all there is, so each of them counts. */
function decisiveLines({ evidence }: Conclusion['diagnosis'], choice: Choice | null): Set<number> {
  const lines = choice?.siblings.flatMap((hit) => hit.lines.map(({ number }) => number))
  return new Set(lines ?? evidence.map(({ line }) => line))
}
