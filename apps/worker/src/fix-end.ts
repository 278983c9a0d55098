import type { Reproduction, Validation } from '@millwright/validation'
import type { EndedAgent } from './agent-step.ts'
import { findings } from './findings.ts'
import type { TakenPatch } from './take-patch.ts'
import { type AttemptEnd, validatedEnd } from './to-result.ts'

/** What the model handed in with its last report. */
export type HandedIn =
  | { readonly kind: 'nothing' }
  | Exclude<TakenPatch, { kind: 'patch' }>
  | { readonly kind: 'validated'; readonly patch: string; readonly validation: Validation }

/** How an attempt ends whose model has ended its work. */
export function fixEnd(
  ended: EndedAgent,
  handedIn: HandedIn,
  runs: Reproduction['runs'],
): AttemptEnd {
  switch (ended.end) {
    case 'limit':
      return { outcome: 'limit_reached', summary: `The limit on ${ended.limit} is reached.` }
    case 'refused':
    case 'gave_up':
      return { outcome: 'gave_up', summary: `No fix: ${ended.why}.` }
    case 'finished': {
      const { confidence, changed, cannot_fix: why, next_step: nextStep, risks } = ended.finish
      const cause = findings(ended.finish)
      if (why !== undefined) {
        const summary = `Cannot be fixed honestly: ${why} ${nextStep ?? ''}`
        return { outcome: 'gave_up', summary, cause, confidence }
      }
      const end = handedInEnd(handedIn, runs)
      return {
        ...end,
        summary: `${end.summary} ${changed}`,
        cause,
        confidence,
        ...(risks === undefined ? {} : { risks }),
      }
    }
  }
}

function handedInEnd(handedIn: HandedIn, runs: Reproduction['runs']): AttemptEnd {
  switch (handedIn.kind) {
    case 'nothing':
      return { outcome: 'no_change_needed', summary: 'The model changed nothing.' }
    case 'too_large':
      return { outcome: 'limit_reached', summary: `The change is too large: ${handedIn.why}.` }
    case 'refused':
      return { outcome: 'validation_failed', summary: `The change is refused: ${handedIn.why}.` }
    case 'validated': {
      const { patch, validation } = handedIn
      return { ...validatedEnd(validation, runs), patch, validation, fixedBy: 'agent' }
    }
  }
}
