import type { Diagnosis, Report, Task, TaskResult } from '@millwright/protocol'

/** A task about a repository whose `sh test.sh` is red. */
export function redTask(
  headSha: string,
  more: Partial<Task> = {},
  diagnosis: Partial<Diagnosis> = {},
): Task {
  taskNumber += 1
  return {
    task_id: `ci-fix-acme__web-1-${taskNumber}`,
    type: 'fix_test_failure',
    priority: 'normal',
    prompt: 'The test is red.',
    inputs: {
      branch: 'feat/x',
      logs: '',
      diagnosis: {
        verdict: 'FIXABLE',
        category: 'assertion-mismatch',
        rule: 'none',
        tool: 'sh',
        confidence: 1,
        summary: 'red',
        evidence: [],
        files: [],
        failing_tests: [],
        step: { name: 'Test', command: 'sh test.sh' },
        replay: 'sh test.sh',
        autofix: null,
        fingerprint: 'v1:0',
        flaky_or_infra: false,
        alternatives: [],
        phase: 'test',
        domain: 'code',
        transience: 'deterministic',
        severity: 'normal',
        remedy: '',
        known_issue: null,
        job: null,
        ...diagnosis,
      },
    },
    deliverables: [],
    validation: ['sh test.sh'],
    timeout_minutes: 2,
    retry_count: 0,
    created_at: new Date().toISOString(),
    system: 'You fix.',
    repo: 'acme/web',
    head_sha: headSha,
    failure_id: 'acme__web-1-1-1',
    incident: 'v1:0',
    verdict: 'FIXABLE',
    template: { name: 'fix-test', hash: 'sha256:0' },
    policy_hash: 'sha256:0',
    limits: { turns: 20, usd: 3, tokens: 1_000_000, files: 5, lines: 400 },
    ...more,
  }
}
let taskNumber = 0

/** The result, or an error that says how the task ended instead. */
export function resultOf(ended: Report['body']): TaskResult {
  if (ended.kind === 'completed') return ended.result
  throw new Error(`ended with ${JSON.stringify(ended)}`)
}

/** What a worker had to say that could not fix it. */
export function redResult(): TaskResult {
  const usage = { turns: 3, input_tokens: 1, output_tokens: 1 }
  return {
    outcome: 'gave_up',
    summary: 'No fix.',
    cause: '',
    confidence: null,
    patch: '',
    proof: { before: [], after: [], restored: [] },
    usage: { ...usage, cache_read_tokens: 0, cache_write_tokens: 0, usd: null },
    fixed_by: 'nobody',
    sandbox: 'bwrap',
  }
}
