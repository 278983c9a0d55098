import type { Step } from '../steps/log-step.ts'

/** Steps that only tell of a failure, or tidy up after it; they run on `always()` or `failure()`. */
const followUp =
  /upload|codecov|coveralls|publish|report|summar|notify|\b(?:create|open|file) (?:an )?issue|issue create|slack|comment|artifact|cache|annotat|junit|cleanup|clean up|tear ?down|docker logs|show logs|dump|collect logs|diagnos|journalctl|kubectl (?:logs|describe)|\btail\s+\S{1,100}\.log/i

/**
 * The step whose failure turned the job red, or null when the markers do not tell.
 * The last step that ended in an error counts, since an earlier one can only have been followed by
 * it under `continue-on-error`; but a step that merely reports does not hide the one it reports on.
 */
export function failingStep(steps: readonly Step[]): Step | null {
  const failed = steps.filter(hasFailed)
  const proven = failed.filter((step) => step.linesAfterExit === 0)
  const candidates = proven.length > 0 ? proven : failed
  const own = ofFirstJob(candidates)
  const main = own.filter((step) => !isFollowUp(step))
  return main.at(-1) ?? own[0] ?? null
}

/**
 * Of several jobs in one log the first that failed by itself: those after it were cancelled for it,
 * waited for it, or sum it up.
 */
function ofFirstJob(failed: readonly Step[]): readonly Step[] {
  const first = failed.find(({ isCancelled }) => !isCancelled) ?? failed[0]
  return failed.filter(({ job }) => job === first?.job)
}

/** The steps before this one that ended in an error, the last first. */
export function failedBefore(steps: readonly Step[], step: Step): Step[] {
  return steps.slice(0, steps.indexOf(step)).filter(hasFailed).reverse()
}

/** Only the runner's own markers speak here; what the job printed about its success does not. */
function hasFailed(step: Step): boolean {
  if (step.isPost) return false
  if (step.isCancelled) return true
  if (step.exitCode !== null) return step.exitCode !== 0
  return !step.isShell && step.errorLines > 0
}

/** The options of a command tell what it writes, not what it does: `pytest --cov-report=xml`. */
function isFollowUp({ name, command }: Step): boolean {
  return followUp.test(
    `${name}\n${command}`.replaceAll(/(?<=\s)--?[\w-]{1,60}(?:=\S{0,200})?/g, ''),
  )
}
