import { Diagnosis } from '@millwright/protocol'

/** A valid diagnosis that says nothing. */
export function sampleDiagnosis(fingerprint = 'v1:0'): Diagnosis {
  return Diagnosis.parse({
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
    fingerprint,
    flaky_or_infra: false,
  })
}
