import { z } from 'zod'

/**
 * Who may act on a failure: an agent may edit code (`FIXABLE`), an agent may look but not edit
 * (`INVESTIGATE`), or a person must act (`ESCALATE`).
 */
export const Verdict = z.enum(['FIXABLE', 'INVESTIGATE', 'ESCALATE'])
export type Verdict = z.infer<typeof Verdict>

/** What kind of failure a job had. A closed list; `unknown` means that no rule recognised it. */
export const Category = z.enum([
  'syntax-error',
  'type-error',
  'lint',
  'format',
  'missing-dependency',
  'dependency-resolution',
  'lockfile-drift',
  'assertion-mismatch',
  'test-error',
  'snapshot',
  'build-error',
  'link-error',
  'config-error',
  'workflow-syntax',
  'timeout',
  'cancelled',
  'flaky',
  'oom',
  'disk-full',
  'crash',
  'network',
  'rate-limit',
  'runner-lost',
  'infra',
  'service-unavailable',
  'permission',
  'secret-missing',
  'auth-expired',
  'billing',
  'security-finding',
  'secret-leak',
  'policy-gate',
  'coverage-gate',
  'merge-conflict',
  'deploy-failure',
  'license',
  'docs',
  'cache',
  'submodule-checkout',
  'unknown',
])
export type Category = z.infer<typeof Category>
