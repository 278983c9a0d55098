import { z } from 'zod'
import type { PromptUse } from './prompt-uses.ts'
import { wilson } from './wilson.ts'

/** With fewer tasks a figure says more of chance than of the prompt. */
export const COMPARED_MIN = 20

const Share = z.object({
  count: z.number().int(),
  of: z.number().int(),
  share: z.number().nullable(),
  /** Wilson's interval of 95 %. */
  low: z.number(),
  high: z.number(),
})

/** What became of the tasks that one version of a template was used for. */
export const PromptNumbers = z.object({
  /** Tasks that ended as resolved, commented, escalated or failed; the figures are of these. */
  n: z.number().int(),
  /** Tasks still at work, and tasks that were overtaken or cancelled, which say nothing. */
  open: z.number().int(),
  left_out: z.number().int(),
  too_few: z.boolean(),
  /** Of the first attempts at a failure, those whose commit GitHub's CI found green. */
  first_green: Share,
  /** Tasks whose commit GitHub's CI found green in the end, and which stands. */
  green: Share,
  gate_blocks: Share,
  /** Patches that the gate blocked for what they do, and not only for their size or form. */
  cheats: Share,
  escalated: Share,
  /** Patches that a person turned down. */
  rejected: Share,
  /** The median from opening to end; null without a task. */
  minutes: z.number().nullable(),
  /** US dollars; both are null when the cost of any task is unknown, or there is no task. */
  usd: z.number().nullable(),
  usd_median: z.number().nullable(),
  /** All that was spent, for each green fix; null without one, or when a cost is unknown. */
  usd_per_fix: z.number().nullable(),
})
export type PromptNumbers = z.infer<typeof PromptNumbers>

const silent = ['superseded', 'cancelled']

/** Counts what GitHub, the gate, people and meters said; never what an agent says of itself. */
export function promptNumbers(uses: readonly PromptUse[]): PromptNumbers {
  const ended = uses.filter((use) => use.ended_at !== null)
  const told = ended.filter(({ state }) => !silent.includes(state))
  const first = told.filter((use) => use.is_first)
  const n = told.length
  const share = (is: (use: PromptUse) => boolean) => wilson(told.filter(is).length, n)
  const green = share((use) => use.state === 'resolved' && use.ci === 'green' && !use.is_reverted)
  const usd = sum(told.map((use) => use.usd))
  return {
    n,
    open: uses.length - ended.length,
    left_out: ended.length - n,
    too_few: n < COMPARED_MIN,
    first_green: wilson(first.filter((use) => use.ci === 'green').length, first.length),
    green,
    gate_blocks: share((use) => use.gate === 'block'),
    cheats: share((use) => use.is_cheat),
    escalated: share((use) => use.state === 'escalated'),
    rejected: share((use) => use.is_rejected),
    minutes: median(told.map(minutesOf)),
    usd,
    usd_median: usd === null ? null : median(told.map((use) => use.usd ?? 0)),
    usd_per_fix: usd === null || green.count === 0 ? null : usd / green.count,
  }
}

function minutesOf({ opened_at, ended_at }: PromptUse): number {
  return (Date.parse(ended_at ?? opened_at) - Date.parse(opened_at)) / 60_000
}

/** Null when any is unknown: unknown is not free. */
function sum(values: readonly (number | null)[]): number | null {
  if (values.length === 0) return null
  return values.reduce((total, value) => (total === null || value === null ? null : total + value))
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]]
  return (low + high) / 2
}
