import { checkPatch } from '@millwright/gate'
import { CliError } from '../cli-error.ts'
import type { FromGitHub } from './from-github.ts'
import type { RenderedAgain } from './render-again.ts'
import { afterOf, type ReplayRow } from './replay-row.ts'
import { runShadow } from './run-shadow.ts'

const MINUTE_MS = 60_000

/** What all replays of one command share. */
export interface ReplaySettings {
  readonly level: 'plan' | 'shadow'
  /** Asked instead of the configured model. */
  readonly model: string | undefined
  /** US dollars, in all. */
  readonly usdMax: number
  /** `--config` of the command line. */
  readonly file: string | undefined
  readonly github: FromGitHub
  readonly signal: AbortSignal
  readonly onLine: (line: string) => void
}

/**
 * Works on a past failure again and adds what became of it to its row. Nothing is begun that could
 * cost more than what is left; a replay of unknown cost counts as its whole limit.
 */
export async function replayOne(
  row: ReplayRow,
  again: RenderedAgain,
  earlier: readonly ReplayRow[],
  settings: ReplaySettings,
): Promise<ReplayRow> {
  const { level, model, usdMax, file, github, signal, onLine } = settings
  const { limits, repo } = again.task
  const spent = earlier.reduce((sum, { after }) => sum + (after ? (after.usd ?? limits.usd) : 0), 0)
  const left = usdMax - spent
  if (limits.usd > left) {
    const error = `not run: it may cost ${limits.usd} USD, and of --usd ${left.toFixed(2)} are left`
    return { ...row, error }
  }
  // A plan is what an agent says that may look and not edit.
  const task = level === 'plan' ? { ...again.task, verdict: 'INVESTIGATE' as const } : again.task
  const order = { task, ...(model !== undefined && { model }) }
  const startedAt = performance.now()
  try {
    const cloneToken = await github.cloneToken(repo)
    const result = await runShadow({ order, file, cloneToken, signal, onLine })
    const minutes = (performance.now() - startedAt) / MINUTE_MS
    const { patch } = result
    const { diagnosis } = task.inputs
    const gate = patch === '' ? null : checkPatch({ patch, limits, diagnosis }).decision
    return { ...row, after: afterOf(task, result, { gate, minutes }) }
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    return { ...row, error: error.message }
  }
}
