import {
  isMendedByPatch,
  isRedThenGreen,
  type Task,
  type TaskResult,
  type Verdict,
} from '@millwright/protocol'
import type { PastFailure } from './past-failures.ts'
import type { RenderedAgain } from './render-again.ts'

/** What became of a failure then, and what becomes of it now. */
export interface ReplayRow {
  readonly task_id: string
  readonly verdict: { readonly before: Verdict; readonly after: Verdict | null }
  readonly template: { readonly name: string; readonly before: string; readonly after: string }
  readonly tokens: { readonly before: number; readonly after: number }
  readonly cuts: RenderedAgain['cuts']
  readonly diff: string
  readonly before: {
    readonly state: string
    readonly outcome: string | null
    /** What GitHub's CI said of the commit; the only word that counts as green. */
    readonly ci: string | null
    readonly gate: string | null
    readonly usd: number | null
  }
  /** Null at level `render`, and when it came to no result. */
  readonly after: After | null
  readonly error: string | null
}

interface After {
  readonly outcome: string
  /** Our own commands were red before the patch and green with it; GitHub was not asked. */
  readonly is_proven: boolean
  readonly gate: string | null
  readonly usd: number | null
  readonly turns: number
  readonly minutes: number
  readonly summary: string
  readonly cause: string
  readonly patch: string
}

/** The row of a failure before anything is run. */
export function rowOf(past: PastFailure, again: RenderedAgain, verdict: Verdict | null): ReplayRow {
  const { task, state, result, delivery, gate } = past.task
  return {
    task_id: task.task_id,
    verdict: { before: task.verdict, after: verdict },
    template: { name: again.name, before: task.template.hash, after: again.template.hash },
    tokens: again.tokens,
    cuts: again.cuts,
    diff: again.diff,
    before: {
      state,
      outcome: result?.outcome ?? null,
      ci: delivery.ci_conclusion,
      gate: gate?.decision ?? null,
      usd: result?.usage.usd ?? null,
    },
    after: null,
    error: null,
  }
}

/** What a replay came to. */
export function afterOf(
  task: Task,
  result: TaskResult,
  { gate, minutes }: { gate: string | null; minutes: number },
): After {
  const { outcome, usage, summary, cause, patch, proof } = result
  // As the lead asks it of what is to be pushed.
  const isProven = outcome === 'test_change' ? isMendedByPatch : isRedThenGreen
  const is_proven = patch !== '' && isProven(proof, task.validation)
  const { usd, turns } = usage
  return { outcome, is_proven, gate, usd, turns, minutes, summary, cause, patch }
}
