import { lostTests, type PathClass, type Proof, pathClass, redWhole } from '@millwright/protocol'
import { COMMANDS_MAX, type ProofOptions, runProofs } from './run-proofs.ts'

/** What validation needs of a workspace. */
export interface Tree {
  /** Makes the tree exactly what `head_sha` is. */
  reset(): Promise<void>
  applyPatch(patch: string): Promise<void>
  /** Makes the matching files what they are at `head_sha`, new ones included. */
  restore(isMatch: (path: string) => boolean): Promise<void>
}

export interface ValidationOptions extends ProofOptions {
  readonly tree: Tree
  readonly patch: string
  /** How often each command must be green; more than once where the failure was flaky. */
  readonly runs: number
  /** What the same commands did at `head_sha`: a fix must not run fewer tests. */
  readonly before?: readonly Proof[]
  /** What the step's own command did there; it is run once the others are green. */
  readonly whole?: Proof | null
}

export interface Validation {
  /** `only_with_test_changes`: green, but not with tests and CI configuration as they were. */
  readonly verdict: 'green' | 'red' | 'only_with_test_changes'
  readonly after: Proof[]
  readonly restored: Proof[]
  /** Why green runs are no proof by the runners' own reports; null where nothing speaks against. */
  readonly lost: string | null
}

/** What a patch may not lean on: a fix that needs these changed is for a person to judge. */
const restoredClasses: readonly PathClass[] = ['test', 'snapshot', 'lint-config', 'ci', 'installed']

/**
 * Proves a patch twice, each time on a tree that is exactly `head_sha` and the patch: as it is, and
 * with tests, snapshots, lint and CI configuration as they were. Each time what repeats the failure
 * comes first, and the step's own command after it. Leaves the tree with the patch.
 */
export async function validateTwice(options: ValidationOptions): Promise<Validation> {
  const { tree, patch, whole = null } = options
  await patched(tree, patch)
  const after = await runRound(options)
  const rounds = { before: [...(options.before ?? []), ...(whole ? [whole] : [])], after }
  const red = redOf(after, whole)
  if (red !== null) return { verdict: 'red', after, restored: [], lost: red.lost }
  await patched(tree, patch)
  await tree.restore((path) => restoredClasses.includes(pathClass(path)))
  const restored = await runRound(options)
  await patched(tree, patch)
  if (redOf(restored, whole) !== null) {
    // Tests that the patch itself leaves out show here as well; that is for a person to judge.
    const lost = lostTests({ ...rounds, restored: [] })
    return { verdict: 'only_with_test_changes', after, restored, lost }
  }
  const lost = lostTests({ ...rounds, restored })
  return { verdict: lost === null ? 'green' : 'red', after, restored, lost }
}

async function runRound(options: ValidationOptions): Promise<Proof[]> {
  const { commands, runs, whole = null } = options
  const repeated = Array.from({ length: runs }, () => commands).flat()
  if (whole === null) return await runProofs({ ...options, commands: repeated })
  const own = await runProofs({ ...options, commands: repeated.slice(0, COMMANDS_MAX - 1) })
  if (!own.every(isGreen)) return own
  return [...own, ...(await runProofs({ ...options, commands: [whole.command], scope: 'whole' }))]
}

/** Null when a round is green, and the whole command at least better than it was. */
function redOf(round: readonly Proof[], whole: Proof | null): { lost: string | null } | null {
  if (!round.every((proof) => isGreen(proof) || proof.scope === 'whole')) return { lost: null }
  const last = round.find((proof) => proof.scope === 'whole')
  if (last === undefined || whole === null) return null
  const why = redWhole(last, [whole])
  return why === null ? null : { lost: `${last.command}: ${why}` }
}

async function patched(tree: Tree, patch: string): Promise<void> {
  await tree.reset()
  await tree.applyPatch(patch)
}

const isGreen = (proof: Proof) => proof.exit_code === 0
