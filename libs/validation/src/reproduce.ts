import type { Proof } from '@millwright/protocol'
import { missingPart } from './missing-part.ts'
import { type ProofOptions, runProofs } from './run-proofs.ts'

/** A green run is repeated until this many were green: one lucky pass is no proof. */
export const GREEN_RUNS = 3
/** The newest proofs are handed on; the red one is always among them. */
const PROOFS_MAX = 20

/** What became of the failure when it was run again at the commit that failed. */
export interface Reproduction {
  /** `red`: go on. `green`: every run passed. `cannot-run`: the command is not usable here. */
  readonly verdict: 'red' | 'green' | 'cannot-run'
  /** True when the same commit was green and red: then a single green run proves no fix. */
  readonly isFlaky: boolean
  /** In how many of how many runs it showed. */
  readonly runs: { readonly red: number; readonly of: number }
  /** What is not installed here, in words of our own; null when nothing is known to be missing. */
  readonly missing: string | null
  readonly proofs: Proof[]
}

export interface ReproduceOptions extends ProofOptions {
  /**
   * What the failure said when it happened. A run that is red because a part is missing which the
   * failure did not speak of shows another failure; null when missing parts are the failure itself.
   */
  readonly failure?: { readonly text: string; readonly tests: readonly string[] } | null
  /** A failure that may come and go is run GREEN_RUNS times whatever the first run shows. */
  readonly isSuspect?: boolean
}

/** Runs the commands until one is red, or to the end where it may be flaky; at most GREEN_RUNS times. */
export async function reproduce(options: ReproduceOptions): Promise<Reproduction> {
  const { failure = { text: '', tests: [] }, isSuspect = false } = options
  const proofs: Proof[] = []
  let missing: string | null = null
  const look: ProofOptions['jail']['run'] = async (command) => {
    const result = await options.jail.run(command)
    const isRed = result.exitCode !== 0 && failure !== null
    if (isRed) missing ??= missingPart(result.output, failure)
    return result
  }
  const runs = { red: 0, of: 0 }
  const end = (verdict: Reproduction['verdict']): Reproduction => ({
    verdict,
    isFlaky: runs.red > 0 && runs.red < runs.of,
    runs,
    missing,
    proofs: proofs.slice(-PROOFS_MAX),
  })
  if (options.commands.length === 0) return end('cannot-run')
  for (let run = 1; run <= GREEN_RUNS; run += 1) {
    const round = await runProofs({ ...options, jail: { run: look } })
    proofs.push(...round)
    if (missing !== null || round.some(isUnusable)) return end('cannot-run')
    runs.of = run
    if (round.every((proof) => proof.exit_code === 0)) continue
    runs.red += 1
    if (!isSuspect) break
  }
  return end(runs.red > 0 ? 'red' : 'green')
}

/** The shell's own words for "not executable" and "not found" (POSIX, 2.8.2 Exit Status). */
function isUnusable(proof: Proof): boolean {
  return proof.exit_code === 126 || proof.exit_code === 127
}
