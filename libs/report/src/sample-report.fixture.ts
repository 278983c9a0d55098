import { Report, type ReportBody } from '@millwright/protocol'

/** The ways an attempt's reports look, with nothing in them but their kind. */
export const bodies = {
  claimed: { kind: 'claimed' },
  progress: { kind: 'progress', step: 'agent', text: 'turn 1' },
  failed: { kind: 'failed', code: 'MW_TEST', message: 'no luck' },
  completed: {
    kind: 'completed',
    result: {
      outcome: 'fixed',
      summary: 'it was a typo',
      cause: '',
      confidence: null,
      patch: 'the-patch',
      proof: { before: [], after: [], restored: [] },
      usage: {
        turns: 0,
        input_tokens: 0,
        output_tokens: 0,
        cache_read_tokens: 0,
        cache_write_tokens: 0,
        usd: 0,
      },
      fixed_by: 'nobody',
      sandbox: 'none',
    },
  },
} as const satisfies Record<string, ReportBody>

/** A progress report of the first attempt at a task. */
export function sampleReport(task_id: string, seq: number): Report {
  const at = '2026-01-01T00:00:00Z'
  return Report.parse({ task_id, epoch: 1, seq, worker: 'w1', at, body: bodies.progress })
}
