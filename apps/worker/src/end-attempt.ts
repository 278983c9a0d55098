import { ModelError, noUsage } from '@millwright/model'
import type { TaskResult } from '@millwright/protocol'
import type { ClaimContext } from '@millwright/queue'
import { WorkspaceError } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'
import { readable } from './readable.ts'
import { type AttemptEnd, toResult } from './to-result.ts'
import { withResult } from './worker-checkpoint.ts'
import { WorkerError } from './worker-error.ts'

/** Times a task is given back because the provider was away; with the breaker's pauses, two days. */
export const OUTAGES_MAX = 600
const MESSAGE_CHARS_MAX = 2000

/**
 * Turns whatever ended an attempt early into what the queue must do: the one place where errors
 * of an attempt become decisions.
 */
export async function endAttempt(
  attempt: Attempt,
  claim: ClaimContext,
  error: unknown,
): Promise<TaskResult | 'hand-back'> {
  const stop = attempt.stopped
  const isOutage = error instanceof ModelError && error.retryable
  switch (stop?.why) {
    case 'lost-lock':
      throw error
    case 'stale':
      throw new WorkerError('MW_STALE_ATTEMPT', 'A later attempt at this task has begun.')
    case 'closing':
      return 'hand-back'
    case 'cancel':
      return await complete(attempt, { ...stop.control, summary: stop.control.reason })
    case 'deadline':
      if (isOutage) return await handBackOutage(attempt, claim, error)
      return await complete(attempt, {
        outcome: 'limit_reached',
        summary: `The limit of ${attempt.task.timeout_minutes} minutes is reached.`,
      })
    case undefined:
      if (isGone(error))
        return await complete(attempt, { outcome: 'superseded', summary: goneHead })
      if (isOutage) return await handBackOutage(attempt, claim, error)
      return await fail(attempt, claim, error)
  }
}

/** A tree that we do not touch stays one, however often it is looked at. */
const isRefused = (error: Error) =>
  error instanceof WorkspaceError && error.code === 'MW_TREE_REFUSED'
const goneHead = 'The commit is no longer on the server, so its failure concerns nobody.'
const isGone = (error: unknown) => error instanceof WorkspaceError && error.code === 'MW_HEAD_GONE'

async function complete(attempt: Attempt, end: AttemptEnd): Promise<TaskResult> {
  const result = toResult(attempt, end)
  await attempt.save(withResult(result))
  await attempt.report({ kind: 'completed', result })
  return result
}

/** An outage is nobody's fault here: the task waits in the queue and loses nothing. */
async function handBackOutage(
  attempt: Attempt,
  claim: ClaimContext,
  error: ModelError,
): Promise<'hand-back'> {
  const outages = attempt.saved.outages + 1
  await attempt.save({ outages })
  if (outages <= OUTAGES_MAX) {
    attempt.log.warn({ err: error, outages }, 'model provider is away, task given back')
    await attempt.report({ kind: 'progress', step: 'agent', text: `given back: ${error.code}` })
    return 'hand-back'
  }
  const why = 'The model provider was away for days; retry the task when it is back.'
  return await fail(attempt, claim, new WorkerError('MW_MODEL_OUTAGE', why, { cause: error }))
}

/** Reported as failed only when the queue will not try again by itself. */
async function fail(attempt: Attempt, claim: ClaimContext, error: unknown): Promise<never> {
  const { code, message, isFinal } = describe(error)
  const text = readable(message, attempt.parts.redact).slice(0, MESSAGE_CHARS_MAX)
  if (isFinal || claim.attempt >= claim.attemptsMax) {
    attempt.log.error({ err: error }, 'attempt failed')
    const usage = attempt.saved.result?.usage ?? attempt.saved.agent?.usage ?? noUsage
    await attempt.report({ kind: 'failed', code, message: text, usage })
  } else {
    attempt.log.warn({ err: error }, 'attempt failed, will be tried again')
    attempt.say('report', `will be tried again: ${code} ${text}`)
  }
  throw error
}

function describe(error: unknown): { code: string; message: string; isFinal: boolean } {
  if (!(error instanceof Error))
    return { code: 'MW_WORKER', message: String(error), isFinal: false }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'MW_WORKER'
  const isFinal = ('retryable' in error && error.retryable === false) || isRefused(error)
  return { code: code.startsWith('MW_') ? code : 'MW_WORKER', message: error.message, isFinal }
}
