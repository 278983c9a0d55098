import { Report, type ReportBody } from '@millwright/protocol'
import { sampleResult } from '@millwright/testing'

/** The ways an attempt's reports look, with nothing in them but their kind. */
export const bodies = {
  claimed: { kind: 'claimed' },
  progress: { kind: 'progress', step: 'agent', text: 'turn 1' },
  failed: { kind: 'failed', code: 'MW_TEST', message: 'no luck' },
  completed: {
    kind: 'completed',
    result: { ...sampleResult('fixed'), summary: 'it was a typo', patch: 'the-patch' },
  },
} as const satisfies Record<string, ReportBody>

/** A progress report of the first attempt at a task. */
export function sampleReport(task_id: string, seq: number): Report {
  const at = '2026-01-01T00:00:00Z'
  return Report.parse({ task_id, epoch: 1, seq, worker: 'w1', at, body: bodies.progress })
}
