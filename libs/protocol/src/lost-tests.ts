import type { Proof, ProofSet } from './proof.ts'

/** What of a proof is compared; the rounds hold nothing else that counts. */
type Rounds = Pick<ProofSet, 'before' | 'after' | 'restored'>

/**
 * Says in one sentence why a round of green runs is none by the runners' own reports, or null:
 * tests failed all the same, none ran, those that failed before did not run, fewer ran than before,
 * the whole command is no better, or the patch's changes to the tests left some out. Commands
 * without a report are judged by their exit code alone.
 */
export function lostTests({ before, after, restored }: Rounds): string | null {
  for (const proof of [...after, ...restored]) {
    const own = ofCommand(before, proof)
    const why = lostTargets(proof, own) ?? lostSince(proof, own) ?? hollow(proof, own)
    if (why !== null) return `${proof.command}: ${why}`
  }
  for (const proof of after) {
    const why = leftOut(proof, ofCommand(restored, proof))
    if (why !== null) return `${proof.command}: ${why}`
  }
  return null
}

/** Why the whole command is no better with the patch; null where it is, or is green. */
export function redWhole(proof: Proof, before: readonly Proof[]): string | null {
  const { exit_code, tests } = proof
  if (exit_code === 0) return null
  const failed = before.flatMap((one) => one.tests?.failed ?? [])
  if (tests === undefined || failed.length === 0) return 'it is red.'
  // What fails here for want of something else fails before as well, and CI will judge it.
  const most = Math.min(...failed)
  if (tests.failed >= most) return `${tests.failed} tests failed, ${most} before.`
  const broken = newlyFailed(proof, before)
  return broken === 0 ? null : `${broken} tests failed that did not fail before.`
}

/**
 * How many tests fail that did not, where both reports tell them apart: another one that happened to
 * pass this time makes up for none. As many as run for the first time may fail, since a file that
 * can be loaded again shows what it holds.
 */
function newlyFailed({ tests, failed_tests: now = [] }: Proof, before: readonly Proof[]): number {
  const known = before.flatMap((one) => (one.failed_tests === undefined ? [] : [one.failed_tests]))
  if (known.length === 0) return 0
  const fresh = now.filter((test) => !known.some((tests) => tests.includes(test)))
  const ran = Math.max(...before.map((one) => one.tests?.run ?? 0))
  return fresh.length > Math.max(0, (tests?.run ?? 0) - ran) ? fresh.length : 0
}

/** The tests that the diagnosis names, where the report named them before. */
function lostTargets({ targets }: Proof, before: readonly Proof[]): string | null {
  const known = Math.max(0, ...before.map((proof) => proof.targets?.run ?? 0))
  const passed = targets?.passed ?? 0
  if (passed >= known) return null
  return `of the tests that were red before, ${passed} have passed, ${known} ran before.`
}

function hollow(proof: Proof, before: readonly Proof[]): string | null {
  const { tests, scope } = proof
  const isWhole = scope === 'whole'
  const red = isWhole ? redWhole(proof, before) : null
  if (red !== null || tests === undefined) return red
  if (tests.failed > 0 && !(isWhole && proof.exit_code !== 0))
    return `${tests.failed} tests failed, whatever its exit code says.`
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
