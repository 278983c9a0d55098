import type { RuleName } from './problem.ts'
import type { TinyPackage } from './write-workspace.ts'

/** One way to break one rule. */
export interface Plant {
  readonly rule: RuleName
  readonly does: string
  /** The package of the clean workspace whose fields `change` takes the place of. */
  readonly at: string
  readonly change: Partial<TinyPackage>
}
