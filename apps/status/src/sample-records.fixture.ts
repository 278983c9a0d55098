import { Diagnosis, Failure, TaskRecord, type WorkerStatus } from '@millwright/protocol'

const at = '2026-01-01T00:00:00.000Z'
const sha = '0123456789abcdef0123456789abcdef01234567'

const diagnosis = {
  verdict: 'FIXABLE',
  category: 'assertion-mismatch',
  rule: 'node-test/assert',
  tool: 'node',
  confidence: 0.9,
  summary: 'add(2, 2) returned 5',
  evidence: [{ line: 12, text: 'expected 4, got 5' }],
  files: [{ path: 'src/add.js', line: 3 }],
  failing_tests: ['adds'],
  step: { name: 'Run npm test', command: 'npm test' },
  replay: 'npm test',
  autofix: null,
  fingerprint: 'v1:cafe',
  flaky_or_infra: false,
} as const

/** A valid queued task on pull request 7 of acme/web. */
export function sampleRecord(task_id: string, values: Partial<TaskRecord> = {}): TaskRecord {
  return TaskRecord.parse({
    task: {
      task_id,
      type: 'fix_test_failure',
      priority: 'high',
      prompt: 'the prompt',
      system: 'the system part',
      inputs: { pr_number: 7, branch: 'feat/add', logs: 'the logs', diagnosis },
      deliverables: [],
      validation: ['npm test'],
      timeout_minutes: 30,
      retry_count: 0,
      created_at: at,
      repo: 'acme/web',
      head_sha: sha,
      failure_id: 'acme__web-1-1-1',
      incident: 'v1:cafe',
      verdict: 'FIXABLE',
      template: { name: 'fix-test', hash: 'sha256:1' },
      policy_hash: 'sha256:2',
      limits: { turns: 40, usd: 3, tokens: 2_000_000, files: 5, lines: 400 },
    },
    state: 'queued',
    reason: 'waiting for a worker',
    epoch: 0,
    worker: null,
    result: null,
    gate: null,
    delivery: { commit_sha: null, comment_id: null, ci_conclusion: null },
    created_at: at,
    updated_at: at,
    ...values,
  })
}

/** What a worker hands in that fixed the task: red before, green after, a patch of one line. */
export function sampleFix(): NonNullable<TaskRecord['result']> {
  const proof = (exit_code: number) => ({
    command: 'npm test',
    exit_code,
    duration_ms: 420,
    output_sha256: 'ab'.repeat(32),
    output_tail: exit_code === 0 ? 'pass 1' : 'fail 1',
    timed_out: false,
  })
  return {
    outcome: 'fixed',
    summary: 'adds instead of subtracting',
    cause: 'the sign was wrong',
    confidence: 'high',
    patch: '--- a/src/add.js\n+++ b/src/add.js\n@@ -1 +1 @@\n-a - b\n+a + b\n',
    proof: { before: [proof(1)], after: [proof(0)], restored: [proof(0)] },
    usage: {
      turns: 3,
      input_tokens: 1_000,
      output_tokens: 200,
      cache_read_tokens: 0,
      cache_write_tokens: 0,
      usd: 0.01,
    },
    fixed_by: 'agent',
    sandbox: 'bwrap',
  }
}

/** The failure that `sampleRecord` came from, as the store keeps it. */
export function sampleFailure() {
  const failure = Failure.parse({
    failure_id: 'acme__web-1-1-1',
    repo: 'acme/web',
    run_id: 1,
    run_attempt: 1,
    job_id: 1,
    job_name: 'test',
    workflow_name: 'ci',
    conclusion: 'failure',
    head_sha: sha,
    head_branch: 'feat/add',
    pr_number: 7,
    html_url: 'https://github.test/acme/web/actions/runs/1/job/1',
    completed_at: at,
  })
  return { failure, diagnosis: Diagnosis.parse(diagnosis) }
}

/** A worker that gave a sign of life just now. */
export function sampleWorker(worker: string, sandbox: WorkerStatus['sandbox']): WorkerStatus {
  const seen_at = new Date().toISOString()
  return { worker, host: 'box', pid: 1, task_id: null, sandbox, started_at: at, seen_at }
}
