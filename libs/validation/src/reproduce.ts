import type { Proof } from '@millwright/protocol'
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
  readonly proofs: Proof[]
}

/** Runs the commands until one is red, at most GREEN_RUNS times. */
export async function reproduce(options: ProofOptions): Promise<Reproduction> {
  const proofs: Proof[] = []
  const end = (verdict: Reproduction['verdict'], isFlaky = false): Reproduction => ({
    verdict,
    isFlaky,
    proofs: proofs.slice(-PROOFS_MAX),
  })
  if (options.commands.length === 0) return end('cannot-run')
  for (let run = 1; run <= GREEN_RUNS; run += 1) {
    const round = await runProofs(options)
    proofs.push(...round)
    if (round.some(isUnusable)) return end('cannot-run')
    if (round.some((proof) => proof.exit_code !== 0)) return end('red', run > 1)
  }
  return end('green')
}

/** The shell's own words for "not executable" and "not found" (POSIX, 2.8.2 Exit Status). */
function isUnusable(proof: Proof): boolean {
  return proof.exit_code === 126 || proof.exit_code === 127
}
