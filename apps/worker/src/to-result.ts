import { noUsage } from '@millwright/model'
import type { Outcome, Proof, TaskResult } from '@millwright/protocol'
import { cleanText } from '@millwright/template'
import type { Reproduction, Validation } from '@millwright/validation'
import type { Attempt } from './attempt.ts'
import { readable } from './readable.ts'

/** How an attempt ended, as far as it is not written in its checkpoint already. */
export interface AttemptEnd {
  readonly outcome: Outcome
  /** One sentence for people. */
  readonly summary: string
  readonly cause?: string
  readonly confidence?: TaskResult['confidence']
  readonly patch?: string
  readonly validation?: Validation
  readonly risks?: TaskResult['risks']
  readonly fixedBy?: TaskResult['fixed_by']
}

const SUMMARY_CHARS_MAX = 2000
const CAUSE_CHARS_MAX = 8000

/**
 * The report's result. What was proven and paid before is in the checkpoint, also when the attempt
 * is cancelled with its result in hand; everything a model wrote is cleaned and redacted.
 */
export function toResult({ saved, parts }: Attempt, end: AttemptEnd): TaskResult {
  const { redact, sandbox } = parts
  const same = saved.result?.proof.same_failure ?? saved.reproduction?.same ?? null
  return {
    outcome: end.outcome,
    summary: readable(end.summary, redact).slice(0, SUMMARY_CHARS_MAX),
    cause: redact(cleanText(end.cause ?? '')).slice(0, CAUSE_CHARS_MAX),
    confidence: end.confidence ?? null,
    patch: end.patch ?? '',
    proof: {
      before: saved.result?.proof.before ?? beforeOf(saved),
      after: end.validation?.after ?? [],
      restored: end.validation?.restored ?? [],
      ...(same === null ? {} : { same_failure: same }),
    },
    usage: saved.result?.usage ?? saved.agent?.usage ?? noUsage,
    ...(end.risks === undefined ? {} : { risks: end.risks }),
    fixed_by: end.fixedBy ?? 'nobody',
    sandbox: sandbox.mode,
  }
}

function beforeOf({ reproduction, whole, setup }: Attempt['saved']): Proof[] {
  if (reproduction === null) return setup ?? []
  return whole === null ? reproduction.proofs : [...reproduction.proofs, whole]
}

/** In how many of how many runs the failure showed. */
export function reproducedRuns({ saved }: Attempt): Reproduction['runs'] {
  return saved.reproduction?.runs ?? { red: 0, of: 0 }
}

/** What a validated patch is worth, after a reproduction in so many of so many runs. */
export function validatedEnd(
  { verdict, lost, after }: Validation,
  runs: Reproduction['runs'],
): Pick<AttemptEnd, 'outcome' | 'summary'> {
  switch (verdict) {
    case 'green': {
      const isFlaky = runs.red < runs.of
      const before = isFlaky ? `Red in ${runs.red} of ${runs.of} runs before` : 'Red before'
      const green = isFlaky ? `green in ${runsOf(after)} of ${runsOf(after)}` : 'green'
      return { outcome: 'fixed', summary: `${before}, ${green} with the patch, twice.` }
    }
    case 'only_with_test_changes':
      return {
        outcome: 'test_change',
        summary: `Green only with changed tests, snapshots, lint or CI configuration. ${lost ?? ''}`,
      }
    case 'red':
      return {
        outcome: 'validation_failed',
        summary: lost === null ? 'Still red with the patch.' : `Green, yet no proof. ${lost}`,
      }
  }
}

/** How often each command was run in one round. */
function runsOf(proofs: readonly Proof[]): number {
  return proofs.filter((proof) => proof.command === proofs[0]?.command).length
}
