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
}

/** Runs the commands until one is red, at most GREEN_RUNS times. */
export async function reproduce(options: ReproduceOptions): Promise<Reproduction> {
  const { failure = { text: '', tests: [] } } = options
  const proofs: Proof[] = []
  let missing: string | null = null
  const look: ProofOptions['jail']['run'] = async (command) => {
    const result = await options.jail.run(command)
    const isRed = result.exitCode !== 0 && failure !== null
    if (isRed) missing ??= missingPart(result.output, failure)
    return result
  }
  const end = (verdict: Reproduction['verdict'], isFlaky = false): Reproduction => ({
    verdict,
    isFlaky,
    missing,
    proofs: proofs.slice(-PROOFS_MAX),
  })
  if (options.commands.length === 0) return end('cannot-run')
  for (let run = 1; run <= GREEN_RUNS; run += 1) {
    const round = await runProofs({ ...options, jail: { run: look } })
    proofs.push(...round)
    if (missing !== null || round.some(isUnusable)) return end('cannot-run')
    if (round.some((proof) => proof.exit_code !== 0)) return end('red', run > 1)
  }
  return end('green')
}

/** The shell's own words for "not executable" and "not found" (POSIX, 2.8.2 Exit Status). */
function isUnusable(proof: Proof): boolean {
  return proof.exit_code === 126 || proof.exit_code === 127
}
