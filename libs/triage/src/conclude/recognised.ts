import type { Verdict } from '@millwright/protocol'
import type { Choice } from '../decide/decide.ts'
import { listAlternatives } from '../decide/list-alternatives.ts'
import { needsPerson } from '../decide/needs-person.ts'
import { fingerprintOf } from '../fingerprint/fingerprint.ts'
import type { GreenLines } from '../fingerprint/green-lines.ts'
import type { LogReading } from '../match/log-reading.ts'
import { planCommands } from '../replay/plan-commands.ts'
import { isFlakyOrInfra, verdictOf } from '../verdict-of.ts'
import { cutNote } from './cut-note.ts'
import { describeFailure } from './describe-failure.ts'
import { findSmell, type Smell } from './find-smell.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { namePlaces } from './name-places.ts'
import { summarise } from './summarise.ts'
import type { LogDiagnosis } from './unrecognised.ts'

type Circumstances = {
  /** True when the log tells which step failed. */
  isStepKnown: boolean
  green: GreenLines | undefined
}

/** What the rule that decided says of the failure. */
export function recognised(
  choice: Choice,
  reading: LogReading,
  { isStepKnown, green }: Circumstances,
): LogDiagnosis {
  const { hit, siblings, step } = choice
  const { rule } = hit
  const { targets, ...places } = namePlaces(choice, reading.roots)
  // Without the end of the log, far from the end of its step, on a line that green runs print as
  // well, or beside a refusal, a hit may be a false lead.
  const isDoubtful =
    choice.isFar || choice.isGreen || needsPerson(choice, green) || (reading.isCut && !isStepKnown)
  const own = rule.verdict ?? verdictOf(rule.category)
  const smell = findSmell(choice, places.failing_tests, own === 'INVESTIGATE')
  const verdict = smell?.verdict ?? (isDoubtful ? withDoubt(own) : own)
  const category = smell?.category ?? rule.category
  const isPlain = reading.steps.length === 1
  const commands = planCommands(choice, targets)
  return {
    ...{ verdict, category, rule: rule.fullId, tool: rule.tool ?? rule.pack.tool },
    confidence: rule.confidence * (isDoubtful || !(isStepKnown || isPlain) ? 0.7 : 1),
    summary: summaryOf(choice, verdict, smell, reading),
    evidence: gatherEvidence(choice, green),
    ...places,
    step: { name: step.name, command: step.command },
    ...commands,
    fingerprint: fingerprintOf(siblings),
    flaky_or_infra: isFlakyOrInfra(category),
    alternatives: listAlternatives(choice.losers),
    ...describeFailure(category, verdict, step),
    severity: rule.severity,
    remedy: rule.remedy ?? '',
  }
}

function withDoubt(verdict: Verdict): Verdict {
  return verdict === 'FIXABLE' ? 'INVESTIGATE' : verdict
}

function summaryOf(
  { hit }: Choice,
  verdict: Verdict,
  smell: Smell | null,
  reading: LogReading,
): string {
  const reason = smell ? ` ${smell.reason}` : ''
  return `${summarise(hit, verdict)}${reason}${cutNote(reading)}`.slice(0, 500)
}
