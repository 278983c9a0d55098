import type { CompiledRule } from '../packs/rule-set.ts'
import type { Line } from '../steps/log-step.ts'

/** A line that a rule's pattern matched and that is no hit all the same. */
export type NearMiss = { rule: CompiledRule; line: Line; reason: string }
export type MatchWatch = (miss: NearMiss) => void
