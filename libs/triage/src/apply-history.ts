import type { Diagnosis, History } from '@millwright/protocol'

/**
 * What a failure's standing changes of its diagnosis: one that was green at the same commit is
 * looked into, never mended blindly. Nothing becomes less strict.
 */
export function applyHistory(diagnosis: Diagnosis, { standing }: History): Diagnosis {
  if (standing !== 'flaky') return diagnosis
  return {
    ...diagnosis,
    verdict: diagnosis.verdict === 'FIXABLE' ? 'INVESTIGATE' : diagnosis.verdict,
    transience: 'confirmed-transient',
    flaky_or_infra: true,
  }
}
