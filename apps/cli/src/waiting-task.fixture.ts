import { TaskRecord } from '@millwright/protocol'

const at = '2026-01-01T00:00:00.000Z'
const sha = '01'.repeat(20)
const diagnosis = {
  ...{ verdict: 'FIXABLE', category: 'type-error', rule: 'tsc/error', tool: 'tsc', confidence: 1 },
  ...{ summary: 'a type error', evidence: [], files: [], failing_tests: [] },
  ...{ step: { name: 'Types', command: 'tsc' }, replay: 'tsc', autofix: null },
  ...{ fingerprint: 'v1:cafe', flaky_or_infra: false },
}

/** The lead's file on a task whose patch waits under this hash. */
export function waitingTask(patch: string, patch_sha: string): TaskRecord {
  return TaskRecord.parse({
    task: {
      ...{ task_id: 't', type: 'fix_types', priority: 'normal', prompt: 'p', system: 's' },
      inputs: { pr_number: 7, branch: 'feat/x', logs: 'l', diagnosis },
      ...{ deliverables: [], validation: [], timeout_minutes: 30, retry_count: 0, created_at: at },
      ...{ repo: 'acme/web', head_sha: sha, failure_id: 'f', incident: 'v1:cafe' },
      ...{ verdict: 'FIXABLE', template: { name: 'n', hash: 'h' }, policy_hash: 'p' },
      limits: { turns: 40, usd: 3, tokens: 2_000_000, files: 5, lines: 400 },
    },
    ...{ state: 'awaiting_approval', reason: 'mode staged', epoch: 1, worker: 'w', gate: null },
    result: {
      ...{ outcome: 'fixed', summary: 's', cause: 'c', confidence: 'high', patch },
      proof: { before: [], after: [], restored: [] },
      usage: {
        ...{ turns: 0, input_tokens: 0, output_tokens: 0, usd: 0 },
        ...{ cache_read_tokens: 0, cache_write_tokens: 0 },
      },
      ...{ fixed_by: 'agent', sandbox: 'bwrap' },
    },
    hold: { patch_sha, head_sha: sha, base_branch: 'main', policy_hash: 'p', until: at },
    delivery: { commit_sha: null, comment_id: null, ci_conclusion: null },
    ...{ created_at: at, updated_at: at },
  })
}
