import type { Line } from './log-step.ts'
import type { CompiledRule } from './rule-set.ts'

/** A line that a rule's pattern matched and that is no hit all the same. */
export type NearMiss = { rule: CompiledRule; line: Line; reason: string }
export type MatchWatch = (miss: NearMiss) => void
