import { TaskRecord } from '@millwright/protocol'

interface Sample {
  readonly repo?: string
  readonly pr?: number
  readonly incident?: string
  readonly headSha?: string
}

/** A valid queued task on branch `main` with nothing in it but its name and what is given. */
export function sampleRecord(task_id: string, sample: Sample = {}): TaskRecord {
  const created_at = '2026-01-01T00:00:00.000Z'
  const incident = sample.incident ?? 'v1:0'
  return TaskRecord.parse({
    task: {
      task_id,
      type: 'fix_lint',
      priority: 'normal',
      prompt: '',
      system: '',
      inputs: {
        branch: 'main',
        ...(sample.pr !== undefined && { pr_number: sample.pr }),
        logs: '',
        diagnosis: { ...diagnosis, fingerprint: incident },
      },
      deliverables: [],
      validation: [],
      timeout_minutes: 1,
      retry_count: 0,
      created_at,
      repo: sample.repo ?? 'acme/web',
      head_sha: sample.headSha ?? '0'.repeat(40),
      failure_id: 'acme__web-1-1-1',
      incident,
      verdict: 'FIXABLE',
      template: { name: 'none', hash: 'none' },
      policy_hash: 'none',
      limits: { turns: 1, usd: 0, tokens: 1, files: 1, lines: 1 },
    },
    state: 'queued',
    reason: 'waiting',
    epoch: 0,
    worker: null,
    result: null,
    gate: null,
    delivery: { commit_sha: null, comment_id: null, ci_conclusion: null },
    created_at,
    updated_at: created_at,
  })
}

/** A valid diagnosis that says nothing. */
export const diagnosis = {
  verdict: 'FIXABLE',
  category: 'lint',
  rule: 'none',
  tool: 'none',
  confidence: 1,
  summary: '',
  evidence: [],
  files: [],
  failing_tests: [],
  step: { name: '', command: '' },
  replay: null,
  autofix: null,
  fingerprint: 'v1:0',
  flaky_or_infra: false,
} as const
