import type { Proof, ProofSet } from './proof.ts'

/**
 * Says in one sentence why a round of green runs is none by the runners' own reports, or null:
 * tests failed all the same, none ran, fewer ran than before, or the patch's changes to the tests
 * left some out. Commands without a report are judged by their exit code alone.
 */
export function lostTests({ before, after, restored }: ProofSet): string | null {
  for (const proof of [...after, ...restored]) {
    const why = lostSince(proof, ofCommand(before, proof)) ?? hollow(proof)
    if (why !== null) return `${proof.command}: ${why}`
  }
  for (const proof of after) {
    const why = leftOut(proof, ofCommand(restored, proof))
    if (why !== null) return `${proof.command}: ${why}`
  }
  return null
}

function hollow({ tests }: Proof): string | null {
  if (tests === undefined) return null
  if (tests.failed > 0) return `${tests.failed} tests failed, whatever its exit code says.`
  return tests.run === 0 ? 'no test ran.' : null
}

/** Where a file of tests could not even be loaded before, more are skipped and more run, too. */
function lostSince({ tests }: Proof, before: readonly Proof[]): string | null {
  const counted = before.flatMap((proof) => proof.tests ?? [])
  if (counted.length === 0) return null
  if (tests === undefined) return 'its tests were counted before, and left no report now.'
  const run = Math.max(...counted.map((one) => one.run))
  const skipped = Math.max(...counted.map((one) => one.skipped))
  if (tests.run < run) return `${tests.run} tests ran, ${run} before.`
  if (tests.run > run || tests.skipped <= skipped) return null
  return `${tests.skipped} tests were skipped, ${skipped} before.`
}

/** With the tests as they were, as many must run as with the patch's own. */
function leftOut({ tests }: Proof, restored: readonly Proof[]): string | null {
  const counted = restored.flatMap((proof) => proof.tests ?? [])
  if (tests === undefined || counted.length === 0) return null
  const run = Math.max(...counted.map((one) => one.run))
  const skipped = Math.max(...counted.map((one) => one.skipped))
  if (tests.run < run) return `${tests.run} tests ran, ${run} with the tests as they were.`
  if (tests.skipped <= skipped) return null
  return `${tests.skipped} tests were skipped, ${skipped} with the tests as they were.`
}

const ofCommand = (round: readonly Proof[], { command }: Proof) =>
  round.filter((proof) => proof.command === command)
