import { type Choice, decide } from '../decide/decide.ts'
import { failingStep } from '../decide/failing-step.ts'
import { kindOfStep } from '../decide/kind-of-step.ts'
import type { LogFacts } from '../log-facts.ts'
import type { LogReading } from '../match/log-reading.ts'
import type { Step } from '../steps/log-step.ts'
import { cutNote } from './cut-note.ts'
import { fromConclusion } from './from-conclusion.ts'
import { recognised } from './recognised.ts'
import { type LogDiagnosis, type Unrecognised, unknown, unrecognised } from './unrecognised.ts'

/** What a reading came to. */
export type Conclusion = {
  diagnosis: LogDiagnosis
  /** The step that the diagnosis is about. */
  step: Step | null
  /** Null when no rule decided. */
  choice: Choice | null
}

/** Says what made a job fail, from what one pass over its log found. */
export function conclude(reading: LogReading, facts: LogFacts): Conclusion {
  const failing = failingStep(reading.steps)
  const problem = withoutText(reading, facts)
  const without = (what: Unrecognised, step: Step | null) => {
    const diagnosis = unrecognised(what, step, reading.roots)
    const name = diagnosis.step.name || (facts.failedStep ?? '').slice(0, 500)
    return { diagnosis: { ...diagnosis, step: { ...diagnosis.step, name } }, step, choice: null }
  }
  if (problem) return without(fromConclusion(facts, null) ?? unknown(problem), null)
  const choice = decide(reading.steps, failing, facts.green)
  const step = failing ?? choice?.step ?? reading.steps.findLast((s) => !s.isPost) ?? null
  const concluded = fromConclusion(facts, choice)
  if (concluded) return without(concluded, step)
  if (!choice) {
    const summary = unknownSummary(reading, failing)
    return without(unknown(summary, kindOfStep(failing)), step)
  }
  const diagnosis = recognised(choice, reading, {
    isStepKnown: failing !== null,
    green: facts.green,
  })
  return { diagnosis, step: choice.step, choice }
}

function withoutText(reading: LogReading, facts: LogFacts): string | null {
  const { hasLog = true, failedStep } = facts
  const what = failedStep ? `its step "${failedStep.slice(0, 200)}"` : 'it'
  if (!hasLog) return `GitHub has no log of this job, so nothing says why ${what} failed.`
  if (!reading.isText) {
    return 'The log is not text but binary data or an archive, so no rule could read it.'
  }
  const isEmpty = reading.steps.every((step) => step.tail.length === 0)
  return isEmpty ? 'The log is empty, so nothing in it says why the job failed.' : null
}

function unknownSummary(reading: LogReading, failing: Step | null): string {
  const code = failing?.exitCode ? ` with exit code ${failing.exitCode}` : ''
  const where = failing?.name
    ? `step "${failing.name.slice(0, 200)}" failed${code}`
    : 'the job failed'
  return `No rule recognised why ${where}.${cutNote(reading)}`
}
