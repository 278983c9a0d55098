import type { CredentialFacts } from '@millwright/github'

/** The README's list. Write includes read. */
const needed = {
  contents: 'write',
  pull_requests: 'write',
  actions: 'read',
  checks: 'read',
  metadata: 'read',
} as const

/** What Millwright never does, so that whoever stole the credential could do it alone. */
const tooStrong = ['administration', 'workflows', 'secrets', 'environments', 'members']
const strongScope = /^(admin:|delete_|write:|workflow$|site_admin$|user$)/
/** Of a budget; below it the sweeps may come too late. */
const SHARE_LEFT_MIN = 0.1

/** What a credential has too few, too many or too little of, one sentence part each. */
export function judgeRights(facts: CredentialFacts): string[] {
  const { permissions, scopes, budget, isShortLived } = facts
  const problems: string[] = []
  if (isShortLived) {
    problems.push(
      'is the token of an installation: it ends within an hour, and what is pushed with the one that Actions gives a job starts no CI',
    )
  }
  if (permissions !== null) {
    for (const [name, level] of Object.entries(needed)) {
      const held = permissions[name]
      if (held !== 'write' && held !== level) problems.push(`lacks ${name}: ${level}`)
    }
    const extra = Object.keys(permissions).filter(
      (name) => tooStrong.includes(name) || /^organization_|_secrets$/.test(name),
    )
    problems.push(...extra.map((name) => `has ${name}, which is not used`))
  }
  if (scopes !== null) {
    if (!scopes.includes('repo') && !scopes.includes('public_repo')) problems.push('lacks repo')
    const extra = scopes.filter((scope) => strongScope.test(scope))
    problems.push(...extra.map((scope) => `has ${scope}, which is not used`))
  }
  if (budget !== null && budget.left < budget.limit * SHARE_LEFT_MIN) {
    problems.push(`has ${budget.left} of ${budget.limit} calls left in this hour`)
  }
  return problems
}
