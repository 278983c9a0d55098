import { Task } from '@millwright/protocol'
import { sampleDiagnosis } from './sample-diagnosis.ts'

/** A valid task with nothing in it but its name. */
export function sampleTask(task_id: string): Task {
  return Task.parse({
    task_id,
    type: 'fix_lint',
    priority: 'normal',
    prompt: '',
    system: '',
    inputs: {
      branch: 'main',
      logs: '',
      diagnosis: sampleDiagnosis(),
    },
    deliverables: [],
    validation: [],
    timeout_minutes: 1,
    retry_count: 0,
    created_at: '2026-01-01T00:00:00Z',
    repo: 'acme/web',
    head_sha: '0'.repeat(40),
    failure_id: 'acme__web-1-1-1',
    incident: 'v1:0',
    verdict: 'FIXABLE',
    template: { name: 'none', hash: 'none' },
    policy_hash: 'none',
    limits: { turns: 1, usd: 0, tokens: 1, files: 1, lines: 1 },
  })
}
