import type { Diagnosis } from '@millwright/protocol'
import { type Choice, decide } from './decide.ts'
import { describeFailure } from './describe-failure.ts'
import { failingStep } from './failing-step.ts'
import { fingerprintOf } from './fingerprint.ts'
import { fromConclusion } from './from-conclusion.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { listAlternatives } from './list-alternatives.ts'
import type { Step } from './log-step.ts'
import { namePlaces } from './name-places.ts'
import { planCommands } from './plan-commands.ts'
import { readJobName } from './read-job-name.ts'
import { type LogInput, type LogReading, readLog } from './read-log.ts'
import type { RuleSet } from './rule-set.ts'
import { summarise } from './summarise.ts'
import { unknown, unrecognised } from './unrecognised.ts'
import { isFlakyOrInfra, verdictOf } from './verdict-of.ts'

/** What is known of the job besides its log. */
export type LogFacts = {
  /** GitHub's conclusion of the job. */
  conclusion?: string
  jobName?: string
  /** False when GitHub has none, which is not the same as an empty one. True unless told. */
  hasLog?: boolean
  /** Folders, beside the runners' usual ones, that the repository was checked out to. */
  roots?: readonly string[]
}

/**
 * Says what made a job fail, from its log and what GitHub says of it. Reads at most LOG_BYTES_MAX
 * bytes, in constant memory and linear time; never throws over what the log holds.
 */
export async function diagnose(
  input: LogInput,
  facts: LogFacts,
  rules: RuleSet,
): Promise<Diagnosis> {
  const job = readJobName(facts.jobName)
  return { ...(await diagnoseLog(input, facts, rules)), job }
}

async function diagnoseLog(
  input: LogInput,
  facts: LogFacts,
  rules: RuleSet,
): Promise<Omit<Diagnosis, 'job'>> {
  const reading = await readLog(input, rules, facts.roots ?? [])
  const failing = failingStep(reading.steps)
  const problem = withoutText(reading, facts)
  if (problem) return unrecognised(fromConclusion(facts, null) ?? unknown(problem), null)
  const choice = decide(reading.steps, failing)
  const step = failing ?? choice?.step ?? reading.steps.findLast((s) => !s.isPost) ?? null
  const concluded = fromConclusion(facts, choice)
  if (concluded) return unrecognised(concluded, step)
  if (!choice) return unrecognised(unknown(unknownSummary(reading, failing)), step)
  return recognised(choice, reading, failing !== null)
}

function recognised(choice: Choice, reading: LogReading, isStepKnown: boolean) {
  const { hit, siblings, step } = choice
  const { rule } = hit
  const { targets, ...places } = namePlaces(choice)
  // Without the end of the log, or far from the end of its step, a hit may be a false lead.
  const isDoubtful = choice.isFar || (reading.isCut && !isStepKnown)
  const own = rule.verdict ?? verdictOf(rule.category)
  const verdict = isDoubtful && own === 'FIXABLE' ? 'INVESTIGATE' : own
  const isPlain = reading.steps.length === 1
  return {
    verdict,
    category: rule.category,
    rule: rule.fullId,
    tool: rule.tool ?? rule.pack.tool,
    confidence: rule.confidence * (isDoubtful || !(isStepKnown || isPlain) ? 0.7 : 1),
    summary: `${summarise(hit, verdict)}${cutNote(reading)}`.slice(0, 500),
    evidence: gatherEvidence(choice),
    ...places,
    step: { name: step.name, command: step.command },
    ...planCommands(choice, targets),
    fingerprint: fingerprintOf(siblings),
    flaky_or_infra: isFlakyOrInfra(rule.category),
    alternatives: listAlternatives(choice.losers),
    ...describeFailure(rule.category, verdict, step),
    severity: rule.severity,
    remedy: rule.remedy ?? '',
  }
}

function withoutText(reading: LogReading, { hasLog = true }: LogFacts): string | null {
  if (!hasLog) return 'GitHub has no log of this job, so nothing says why it failed.'
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

function cutNote(reading: LogReading): string {
  if (!reading.isCut) return ''
  return ` The log was cut after ${reading.bytes} bytes and ${reading.lines} lines.`
}
