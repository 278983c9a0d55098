import type { Proof, SameFailure } from '@millwright/protocol'
import { missingPart } from './missing-part.ts'
import { type ProofOptions, runProofs } from './run-proofs.ts'

/** A green run is repeated until this many were green: one lucky pass is no proof. */
const GREEN_RUNS = 3
/** The newest proofs are handed on, the red one among them; one more may be the whole command's. */
const PROOFS_MAX = 19

/** What became of the failure when it was run again at the commit that failed. */
export interface Reproduction {
  /**
   * `red`: go on. `green`: every run passed. `other`: red, and of another failure.
   * `cannot-run`: the command is not usable here.
   */
  readonly verdict: 'red' | 'green' | 'other' | 'cannot-run'
  /** True when the same commit was green and red: then a single green run proves no fix. */
  readonly isFlaky: boolean
  /** In how many of how many runs it showed. */
  readonly runs: { readonly red: number; readonly of: number }
  /** What is not installed here, in words of our own; null when nothing is known to be missing. */
  readonly missing: string | null
  /** Whether what was red is what was diagnosed; null where nothing was red or nobody compared. */
  readonly same: SameFailure | null
  readonly proofs: Proof[]
}

export interface ReproduceOptions extends ProofOptions {
  /**
   * What the failure said when it happened. A run that is red because a part is missing which the
   * failure did not speak of shows another failure; null when missing parts are the failure itself.
   */
  readonly failure?: { readonly text: string; readonly tests: readonly string[] } | null
  /** Says whether a red run shows the failure that was diagnosed. */
  readonly compare?: (proof: Proof, output: string) => Promise<SameFailure>
  /** A failure that may come and go is run GREEN_RUNS times whatever the first run shows. */
  readonly isSuspect?: boolean
}

/** What one run of all commands showed. */
interface Round {
  readonly proofs: readonly Proof[]
  readonly missing: string | null
  readonly same: SameFailure | null
}

/** Runs the commands until one is red, or to the end where it may be flaky; at most GREEN_RUNS times. */
export async function reproduce(options: ReproduceOptions): Promise<Reproduction> {
  const proofs: Proof[] = []
  const runs = { red: 0, of: 0 }
  let same: SameFailure | null = null
  const end = (verdict: Reproduction['verdict'], missing: string | null = null): Reproduction => ({
    verdict,
    isFlaky: runs.red > 0 && runs.red < runs.of,
    runs,
    missing,
    same,
    proofs: proofs.slice(-PROOFS_MAX),
  })
  if (options.commands.length === 0) return end('cannot-run')
  for (let run = 1; run <= GREEN_RUNS; run += 1) {
    const round = await runRound(options)
    proofs.push(...round.proofs)
    same = surer(same, round.same)
    if (round.proofs.some(isUnusable)) return end('cannot-run', round.missing)
    if (round.missing !== null && same?.same !== 'yes') return end('cannot-run', round.missing)
    // Once it has shown, another failure beside it does not take that away.
    if (same?.same === 'no') return end(same.is_hindered ? 'cannot-run' : 'other')
    runs.of = run
    if (round.proofs.every((proof) => proof.exit_code === 0)) continue
    if (round.same?.same !== 'no') runs.red += 1
    if (options.isSuspect !== true) break
  }
  return end(runs.red > 0 ? 'red' : 'green')
}

async function runRound(options: ReproduceOptions): Promise<Round> {
  const { failure = { text: '', tests: [] }, compare } = options
  let missing: string | null = null
  let same: SameFailure | null = null
  const look = async (proof: Proof, output: string) => {
    if (proof.exit_code === 0) return
    if (failure !== null) missing ??= missingPart(output, failure)
    if (compare !== undefined) same = surer(same, withTargets(await compare(proof, output), proof))
  }
  const proofs = await runProofs({ ...options, look })
  return { proofs, missing, same }
}

/**
 * The runner's own report outweighs words: a test that it says has passed did not fail, and one that
 * failed here as well is not taken for another because a reporter writes its name otherwise.
 */
function withTargets(same: SameFailure, { targets }: Proof): SameFailure {
  if (targets === undefined || same.is_hindered) return same
  if (same.same === 'no' && targets.failed > 0) return { ...same, same: 'unknown' }
  if (same.same !== 'unknown' || targets.failed > 0) return same
  if (targets.passed === 0 || targets.skipped > 0) return same
  const why = 'the tests that failed before have passed here, and something else is red'
  return { same: 'no', is_hindered: false, why }
}

const sureness = ['no', 'unknown', 'yes'] as const

/** One run in which the failure showed counts for all. */
function surer(one: SameFailure | null, other: SameFailure | null): SameFailure | null {
  if (one === null || other === null) return one ?? other
  return sureness.indexOf(other.same) > sureness.indexOf(one.same) ? other : one
}

/** The shell's own words for "not executable" and "not found" (POSIX, 2.8.2 Exit Status). */
function isUnusable(proof: Proof): boolean {
  return proof.exit_code === 126 || proof.exit_code === 127
}
