import { TaskResult } from '@millwright/protocol'

/** A valid result with nothing in it but its outcome. */
export function sampleResult(outcome: TaskResult['outcome']): TaskResult {
  return TaskResult.parse({
    outcome,
    summary: '',
    cause: '',
    confidence: null,
    patch: '',
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
  })
}
