import { Diagnosis, type Failure } from '@millwright/protocol'
import { expect, test } from 'vitest'
import { knownInputs } from './known-inputs.ts'
import { promptValues } from './prompt-values.ts'
import { Untrusted } from './untrusted.ts'

const failure: Failure = {
  ...{ failure_id: 'f', repo: 'acme/web', run_id: 1, run_attempt: 1, job_id: 3, conclusion: 'x' },
  ...{ job_name: 'j', workflow_name: 'CI', head_sha: 'a'.repeat(40) },
  ...{ head_branch: 'b', html_url: '', completed_at: '2026-01-01T00:00:00Z' },
}
const diagnosis = Diagnosis.parse({
  ...{ verdict: 'FIXABLE', category: 'test-error', rule: 'r', tool: 't', confidence: 1 },
  ...{ summary: 's', evidence: [], files: [], failing_tests: [] },
  ...{ step: { name: 's', command: 'c' }, replay: null, autofix: null },
  ...{ fingerprint: 'v1:a', flaky_or_infra: false },
})

test('the values are those that a template can declare, of the same type and trust', () => {
  const values = promptValues(failure, diagnosis, { type: 'fix_lint', logs: '', previous: '' })

  const given = Object.entries(values).map(([name, value]) => {
    const trust = value instanceof Untrusted ? 'untrusted' : 'trusted'
    return [name, typeof value === 'number' ? 'number' : 'text', trust]
  })
  const known = Object.entries(knownInputs).map(([name, { type, trust }]) => [name, type, trust])
  expect(given.toSorted()).toEqual(known.toSorted())
})
