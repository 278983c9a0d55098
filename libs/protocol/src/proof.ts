import { z } from 'zod'
import { lostTests } from './lost-tests.ts'
import { SameFailure } from './same-failure.ts'
import { TestCounts } from './test-counts.ts'

/** Failed tests of one command that are kept apart; where more have failed, they are counted alone. */
export const FAILED_TESTS_MAX = 500

/** What one command did in the jail: the only kind of evidence that a fix works. */
export const Proof = z.object({
  command: z.string().max(4000),
  /** The command's own exit code; null when it was killed (deadline, cancel, output limit). */
  exit_code: z.number().int().nullable(),
  duration_ms: z.number().int().min(0),
  /** SHA-256, in hex, of the output kept. */
  output_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The end of the output, for people; redacted, never read by a rule. */
  output_tail: z.string().max(4000),
  timed_out: z.boolean(),
  /** What the runner's own report counts; absent where there was none to be read. */
  tests: TestCounts.optional(),
  /** The same over the tests that the diagnosis names; absent where the report names none of them. */
  targets: TestCounts.optional(),
  /**
   * The step's own command, where the diagnosis repeats less than it. Absent for what repeats the
   * failure and for what the operator wants green. It need not end green, but better than before.
   */
  scope: z.literal('whole').optional(),
  /**
   * Which tests failed, of the whole command: for each the first 16 hex digits of the SHA-256 of its
   * full name, so that no words of strangers are carried. Absent without a report, or for too many.
   */
  failed_tests: z
    .array(z.string().regex(/^[0-9a-f]{16}$/))
    .max(FAILED_TESTS_MAX)
    .optional(),
})
export type Proof = z.infer<typeof Proof>

/** Red before, green after, and green again with tests and CI configuration as they were. */
export const ProofSet = z.object({
  /** At `head_sha`, before anything was changed. */
  before: z.array(Proof).max(20),
  /** With the patch. */
  after: z.array(Proof).max(20),
  /** With the patch, but tests, snapshots, lint and CI configuration restored to `head_sha`. */
  restored: z.array(Proof).max(20),
  /** Whether what was red before is what was diagnosed; absent where nothing compared them. */
  same_failure: SameFailure.optional(),
})
export type ProofSet = z.infer<typeof ProofSet>

/**
 * True when one of `commands` was red before the patch, and all of them ran and are green with it,
 * both times. Proofs of other commands prove nothing; neither do green runs that lost tests.
 */
export function isRedThenGreen(proof: ProofSet, commands: readonly string[]): boolean {
  const isLost = lostTests(proof) !== null
  return !isLost && isMendedByPatch(proof, commands) && isGreen(proof.restored, commands)
}

/**
 * The same for a patch that is green with changed tests alone: it was red before, and is green with
 * all of the patch. Enough for a person to decide on, never enough to push by itself.
 */
export function isMendedByPatch(proof: ProofSet, commands: readonly string[]): boolean {
  // Red for another reason proves nothing about the failure at hand.
  if (proof.same_failure?.same === 'no') return false
  const wasRed = proof.before.some(
    (p) => p.scope !== 'whole' && commands.includes(p.command) && p.exit_code !== 0,
  )
  return wasRed && isGreen(proof.after, commands)
}

function isGreen(round: readonly Proof[], commands: readonly string[]): boolean {
  const own = round.filter((p) => p.scope !== 'whole')
  const didAllRun = commands.every((command) => own.some((p) => p.command === command))
  return didAllRun && own.every((p) => p.exit_code === 0)
}
