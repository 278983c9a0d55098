import { pathClass } from '@millwright/protocol'
import type { Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'
import { runSetup, setupProblem } from './run-setup.ts'
import { setupOf } from './setup-jail.ts'

/** Files, besides lockfiles, that say what is to be installed. */
const manifests =
  /(^|\/)(package\.json|\.npmrc|pnpm-workspace\.yaml|pyproject\.toml|setup\.(py|cfg)|requirements[^/]*\.txt|pipfile|go\.mod|cargo\.toml|gemfile|composer\.json|[^/]*\.csproj)$/i

/**
 * Applies a patch, and installs again where it changes what is to be installed: a fix that adds a
 * dependency is proven with it. A setup that fails then is left to the commands to show.
 */
export async function applyAndInstall(
  attempt: Attempt,
  tree: Workspace,
  patch: string,
): Promise<void> {
  await tree.applyPatch(patch)
  const setup = setupOf(attempt)
  if (setup === null) return
  const changed = await tree.changedPaths()
  if (!changed.some((path) => manifests.test(path) || pathClass(path) === 'lockfile')) return
  attempt.say('setup', 'again, because the patch changes what is installed')
  const problem = setupProblem(await runSetup(attempt, tree, setup))
  if (problem !== null) attempt.say('setup', problem)
}
