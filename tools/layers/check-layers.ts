import { checkDependencies } from './check-dependencies.ts'
import { checkFiles } from './check-files.ts'
import { checkImports } from './check-imports.ts'
import type { Problem } from './problem.ts'
import { readWorkspace } from './read-workspace.ts'

/** Everything in the workspace at `root` that breaks a rule of rules.ts; reads, never writes. */
export function checkLayers(root: string): Problem[] {
  const workspace = readWorkspace(root)
  return [...checkDependencies(workspace), ...checkImports(workspace), ...checkFiles(workspace)]
}
