import type { Category } from '@millwright/protocol'
import type { Choice } from './decide.ts'
import { lineOf } from './log-step.ts'
import { verdictOf } from './verdict-of.ts'

/** How near to the chosen line a refusal still belongs to the same failure, in lines. */
const NEAR_LINES = 25

/**
 * True when a refusal stands beside a failure that could come from it: a package that is not found
 * where the registry wants a login is no wrong name. Such a failure is never FIXABLE, because an
 * agent must not be sent to edit code where a person is needed. Tests print refusals all the time.
 */
export function needsPerson({ hit, losers }: Choice): boolean {
  if (!couldBeRefused.has(hit.rule.category)) return false
  return losers.some(
    (loser) =>
      !loser.isMisplaced &&
      authority.has(loser.hit.rule.category) &&
      (loser.hit.rule.verdict ?? verdictOf(loser.hit.rule.category)) === 'ESCALATE' &&
      Math.abs(lineOf(loser.hit) - lineOf(hit)) <= NEAR_LINES,
  )
}

const couldBeRefused: ReadonlySet<Category> = new Set([
  'dependency-resolution',
  'missing-dependency',
  'lockfile-drift',
  'config-error',
  'build-error',
])

const authority: ReadonlySet<Category> = new Set([
  'permission',
  'secret-missing',
  'auth-expired',
  'billing',
])
