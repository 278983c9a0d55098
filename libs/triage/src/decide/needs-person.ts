import type { Category } from '@millwright/protocol'
import type { GreenLines } from '../fingerprint/green-lines.ts'
import { type Hit, lineOf } from '../steps/log-step.ts'
import { verdictOf } from '../verdict-of.ts'
import type { Choice } from './decide.ts'
import { isGreen } from './weigh-hits.ts'

/** How near to the chosen line a refusal still belongs to the same failure, in lines. */
const NEAR_LINES = 25

/**
 * True when a refusal stands beside a failure that could come from it: a package that is not found
 * where the registry wants a login is no wrong name. Such a failure is never FIXABLE, because an
 * agent must not be sent to edit code where a person is needed. Tests print refusals all the time.
 * Nor is it one where a refusal lost because a green run prints it, too: whoever can make a run
 * green could have had it printed.
 */
export function needsPerson({ hit, losers }: Choice, green: GreenLines | undefined): boolean {
  if (losers.some((loser) => isGreen(loser.hit, green) && isForPerson(loser.hit))) return true
  if (!couldBeRefused.has(hit.rule.category)) return false
  return losers.some(
    (loser) =>
      !loser.isMisplaced &&
      authority.has(loser.hit.rule.category) &&
      isForPerson(loser.hit) &&
      Math.abs(lineOf(loser.hit) - lineOf(hit)) <= NEAR_LINES,
  )
}

function isForPerson({ rule }: Hit): boolean {
  return (rule.verdict ?? verdictOf(rule.category)) === 'ESCALATE'
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
