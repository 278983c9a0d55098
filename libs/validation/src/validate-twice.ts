import { lostTests, type PathClass, type Proof, pathClass } from '@millwright/protocol'
import { type ProofOptions, runProofs } from './run-proofs.ts'

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
 * with tests, snapshots, lint and CI configuration as they were. Leaves the tree with the patch.
 */
export async function validateTwice(options: ValidationOptions): Promise<Validation> {
  const { tree, patch, commands, runs, before = [] } = options
  const repeated = { ...options, commands: Array.from({ length: runs }, () => commands).flat() }
  await patched(tree, patch)
  const after = await runProofs(repeated)
  if (!after.every(isGreen)) return { verdict: 'red', after, restored: [], lost: null }
  await patched(tree, patch)
  await tree.restore((path) => restoredClasses.includes(pathClass(path)))
  const restored = await runProofs(repeated)
  await patched(tree, patch)
  const rounds = { before: [...before], after, restored: [] }
  if (!restored.every(isGreen)) {
    // Tests that the patch itself leaves out show here as well; that is for a person to judge.
    const lost = lostTests(rounds)
    return { verdict: 'only_with_test_changes', after, restored, lost }
  }
  const lost = lostTests({ ...rounds, restored })
  return { verdict: lost === null ? 'green' : 'red', after, restored, lost }
}

async function patched(tree: Tree, patch: string): Promise<void> {
  await tree.reset()
  await tree.applyPatch(patch)
}

const isGreen = (proof: Proof) => proof.exit_code === 0
