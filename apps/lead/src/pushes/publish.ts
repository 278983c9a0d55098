import { secretsOf } from '@millwright/config'
import { checkPatch } from '@millwright/gate'
import {
  type GateResult,
  isMendedByPatch,
  isRedThenGreen,
  type TaskRecord,
  type TaskResult,
} from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { pausedBecause } from '../pause-work.ts'
import { escalate } from '../tasks/escalate.ts'
import { hold, whyHeld } from './hold.ts'
import { pushFix } from './push-fix.ts'

/**
 * Sends a patch past the gate and onto its branch; whatever speaks against it goes to a person.
 * The result is a worker's claim: what it may lead to depends on the task, which is the lead's own.
 */
export async function publish(parts: Parts, record: TaskRecord, result: TaskResult): Promise<void> {
  const { task } = record
  const gate = checkPatch({
    patch: result.patch,
    limits: task.limits,
    diagnosis: task.inputs.diagnosis,
    secrets: secretsOf(parts.config),
  })
  const text = gateText(gate)
  await parts.tell({ kind: 'gate', repo: task.repo, task_id: task.task_id, text })
  const gated = await parts.store.changeTask(task.task_id, ['delivering'], (r) => ({ ...r, gate }))
  if (!gated) return
  const objection = whyNot(gated, result, gate)
  if (objection) return escalate(parts, gated, objection)
  const wait = whyWait(parts, gated, result, gate) ?? (await whyPaused(parts, gated))
  return wait ? hold(parts, gated, result.patch, wait) : pushFix(parts, gated, result.patch)
}

/** What no approval of a person can mend. */
function whyNot({ task }: TaskRecord, result: TaskResult, gate: GateResult): string | null {
  if (gate.decision === 'block') return `the gate refused: ${gateText(gate)}`
  if (task.verdict !== 'FIXABLE')
    return `a patch came for a task to ${task.type}: nothing is pushed`
  // A worker's word that a test has to change is no proof, and a person's approval is none either.
  const isProven = result.outcome === 'test_change' ? isMendedByPatch : isRedThenGreen
  if (!isProven(result.proof, task.validation)) {
    return 'the patch came without a proof of red before and green after'
  }
  return null
}

function whyWait(parts: Parts, record: TaskRecord, result: TaskResult, gate: GateResult) {
  if (record.approval?.decision === 'approved') {
    const objection = whyHeld(parts, record, result.patch)
    return objection && `approved, yet ${objection}`
  }
  if (result.outcome === 'test_change') return 'the fix changes a test: a person decides'
  if (gate.decision === 'approval') return `a person decides: ${gateText(gate)}`
  if (result.risks !== undefined && result.risks.length > 0) {
    return `a person decides: by its own account the fix touches ${result.risks.join(', ')}`
  }
  if (result.sandbox === 'none') {
    return 'the worker had no sandbox, so what it ran proves little: a person decides'
  }
  const mode = parts.config.repositories[record.task.repo]?.mode
  return mode === 'auto' ? null : `mode ${mode ?? 'off'}: the patch waits for a person`
}

/** A person who approves a patch means it, paused or not. */
async function whyPaused(parts: Parts, { task, approval }: TaskRecord): Promise<string | null> {
  const paused = approval ? null : await pausedBecause(parts, task.repo)
  return paused && `${paused}: the patch waits for a person`
}

function gateText(gate: GateResult): string {
  const first = gate.findings[0]
  const rest = gate.findings.length > 1 ? ` (and ${gate.findings.length - 1} more)` : ''
  if (!first) return gate.decision
  const place = first.path === '' ? '' : ` in ${first.path}`
  return `${gate.decision}, ${first.rule}${place}: ${first.why}${rest}`
}
