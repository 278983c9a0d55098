import type { Category, RiskClass } from '@millwright/protocol'
import type { ExpectedValue } from '../expected-values.ts'
import type { PatchFile } from '../patch/patch-file.ts'

/** What the gate knows besides the patch. */
export interface GateContext {
  limits: { files: number; lines: number }
  /** Why the patch was made; null when nobody says. */
  category: Category | null
  /** What the failing assertion wanted to see; empty when nobody says. */
  expected: readonly ExpectedValue[]
  /** Values that must not appear. */
  secrets: readonly string[]
}

/** One place that a rule objects to. */
export interface Hit {
  path: string
  /** In the new file, or in the old one for a line that was removed; null for the whole file. */
  line: number | null
  why: string
}

/**
 * A patch in short form: `=== <path>` starts a file, then come its lines with their first
 * character. A text that starts with `diff --git` is a patch as it is.
 */
export type Example = string | { category: Category; patch: string; evidence?: readonly string[] }

/** One thing that the gate looks for. Its examples are its tests. */
export interface Rule {
  name: string
  /** What a hit does to the patch: never published, or a person decides. */
  decision: 'block' | 'approval'
  riskClass?: RiskClass
  find(patch: readonly PatchFile[], context: GateContext): Hit[]
  refused: readonly Example[]
  allowed: readonly Example[]
}
