import type { Category, Diagnosis, TaskType, Verdict } from '@millwright/protocol'

/** What a category means when its rule does not say otherwise. */
export function verdictOf(category: Category): Verdict {
  return verdicts[category]
}

/** True for failures that the code under test need not have caused. */
export function isFlakyOrInfra(category: Category): boolean {
  return notTheCode.has(category)
}

/** True when there is a kind of task that mends it; a rule may call nothing else FIXABLE. */
export function hasFix(category: Category): boolean {
  return fixes[category] !== undefined
}

/** The kind of task that a diagnosis leads to. */
export function taskTypeOf(diagnosis: Pick<Diagnosis, 'verdict' | 'category'>): TaskType {
  if (diagnosis.verdict === 'ESCALATE') return 'escalate'
  if (diagnosis.verdict === 'INVESTIGATE') return 'investigate'
  return fixes[diagnosis.category] ?? 'investigate'
}

const verdicts: Record<Category, Verdict> = {
  'syntax-error': 'FIXABLE',
  'type-error': 'FIXABLE',
  lint: 'FIXABLE',
  format: 'FIXABLE',
  'missing-dependency': 'FIXABLE',
  'dependency-resolution': 'FIXABLE',
  'lockfile-drift': 'FIXABLE',
  'assertion-mismatch': 'FIXABLE',
  'test-error': 'INVESTIGATE',
  snapshot: 'FIXABLE',
  'build-error': 'FIXABLE',
  'link-error': 'FIXABLE',
  'config-error': 'FIXABLE',
  'workflow-syntax': 'FIXABLE',
  timeout: 'INVESTIGATE',
  cancelled: 'INVESTIGATE',
  flaky: 'INVESTIGATE',
  oom: 'INVESTIGATE',
  'disk-full': 'INVESTIGATE',
  crash: 'INVESTIGATE',
  network: 'INVESTIGATE',
  'rate-limit': 'INVESTIGATE',
  'runner-lost': 'INVESTIGATE',
  infra: 'INVESTIGATE',
  'service-unavailable': 'INVESTIGATE',
  permission: 'ESCALATE',
  'secret-missing': 'ESCALATE',
  'auth-expired': 'ESCALATE',
  billing: 'ESCALATE',
  'security-finding': 'ESCALATE',
  'secret-leak': 'ESCALATE',
  'policy-gate': 'ESCALATE',
  'coverage-gate': 'FIXABLE',
  'merge-conflict': 'ESCALATE',
  'deploy-failure': 'ESCALATE',
  license: 'ESCALATE',
  docs: 'FIXABLE',
  cache: 'INVESTIGATE',
  'submodule-checkout': 'INVESTIGATE',
  unknown: 'ESCALATE',
}

const notTheCode: ReadonlySet<Category> = new Set([
  'timeout',
  'cancelled',
  'flaky',
  'oom',
  'disk-full',
  'network',
  'rate-limit',
  'runner-lost',
  'infra',
  'service-unavailable',
  'cache',
])

const fixes: Partial<Record<Category, TaskType>> = {
  'syntax-error': 'fix_build',
  'type-error': 'fix_types',
  lint: 'fix_lint',
  format: 'fix_format',
  'missing-dependency': 'fix_dependency',
  'dependency-resolution': 'fix_dependency',
  'lockfile-drift': 'fix_dependency',
  'assertion-mismatch': 'fix_test_failure',
  'test-error': 'fix_test_failure',
  snapshot: 'fix_test_failure',
  'coverage-gate': 'fix_test_failure',
  'build-error': 'fix_build',
  'link-error': 'fix_build',
  crash: 'fix_build',
  'config-error': 'fix_config',
  'workflow-syntax': 'fix_config',
  docs: 'fix_config',
  // Where a rule says so: generated files or a changelog that were forgotten.
  'policy-gate': 'fix_config',
}
