import type { Category } from '@millwright/protocol'

type Kind = 'test' | 'code' | 'style' | 'parts' | 'machine' | 'person'

/** Failures of one kind may be taken for one another; a category without a kind is its own. */
export function kindOf(category: Category): Kind | Category {
  return kinds[category] ?? category
}

/** True when what fails is a lack of the place it runs in, rather than the code. */
export function isLack(category: Category): boolean {
  return ['parts', 'machine', 'person'].includes(kindOf(category))
}

const kinds: Partial<Record<Category, Kind>> = {
  'assertion-mismatch': 'test',
  'test-error': 'test',
  snapshot: 'test',
  flaky: 'test',
  timeout: 'test',
  crash: 'test',
  'coverage-gate': 'test',
  'syntax-error': 'code',
  'type-error': 'code',
  'build-error': 'code',
  'link-error': 'code',
  docs: 'code',
  lint: 'style',
  format: 'style',
  'missing-dependency': 'parts',
  'dependency-resolution': 'parts',
  'lockfile-drift': 'parts',
  'config-error': 'parts',
  'submodule-checkout': 'parts',
  cache: 'machine',
  oom: 'machine',
  'disk-full': 'machine',
  network: 'machine',
  'rate-limit': 'machine',
  'runner-lost': 'machine',
  infra: 'machine',
  'service-unavailable': 'machine',
  permission: 'person',
  'secret-missing': 'person',
  'auth-expired': 'person',
  billing: 'person',
}
