import { TaskRecord } from '@millwright/protocol'

const sha = '0123456789abcdef0123456789abcdef01234567'

function proof(exit_code: number) {
  const output_sha256 = 'a'.repeat(64)
  const command = 'npm test'
  return { command, exit_code, duration_ms: 1234, output_sha256, output_tail: '', timed_out: false }
}

/** A finished fix of a failing test, for tests to change. */
export function taskRecord(): TaskRecord {
  const at = '2026-01-01T00:00:00Z'
  return TaskRecord.parse({
    task: {
      ...{ task_id: 'ci-fix-acme__web-7-3', type: 'fix_test_failure', priority: 'normal' },
      ...{ prompt: '', system: '', deliverables: [], validation: [], timeout_minutes: 30 },
      ...{ retry_count: 0, created_at: at, repo: 'acme/web', head_sha: sha, failure_id: 'f' },
      ...{ incident: 'v1:abc', verdict: 'FIXABLE', policy_hash: 'p' },
      template: { name: 'fix-test', hash: 'h' },
      limits: { turns: 40, usd: 3, tokens: 1000, files: 5, lines: 400 },
      inputs: {
        ...{ pr_number: 7, branch: 'feat/x', logs: '' },
        diagnosis: {
          ...{ verdict: 'FIXABLE', category: 'assertion-mismatch', rule: 'vitest/assertion' },
          ...{ tool: 'vitest', confidence: 0.9, summary: 'a summary', files: [] },
          ...{ failing_tests: [], step: { name: 's', command: 'npm test' }, replay: null },
          ...{ autofix: null, fingerprint: 'v1:abc', flaky_or_infra: false },
          evidence: [{ line: 12, text: 'AssertionError: expected 1 to be 2' }],
        },
      },
    },
    ...{ state: 'watching', reason: 'pushed 0123456', epoch: 1, worker: 'w' },
    result: {
      ...{ outcome: 'fixed', summary: 'added one', cause: 'off by one', confidence: 'high' },
      ...{ patch: 'p', fixed_by: 'agent', sandbox: 'bwrap' },
      proof: { before: [proof(1)], after: [proof(0)], restored: [proof(0)] },
      usage: {
        ...{ turns: 3, input_tokens: 100, output_tokens: 20 },
        ...{ cache_read_tokens: 0, cache_write_tokens: 0, usd: 0.12 },
      },
    },
    gate: {
      decision: 'approval',
      classes: ['test_change'],
      findings: [{ rule: 'test-edit', path: 'a.test.ts', line: 3, why: 'a test is changed' }],
    },
    delivery: { commit_sha: null, comment_id: null, ci_conclusion: null },
    ...{ created_at: at, updated_at: at },
  })
}
