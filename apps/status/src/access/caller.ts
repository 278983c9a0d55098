import type { Config } from '@millwright/config'

/** Each may do what those before it may. */
const roles = ['viewer', 'operator', 'approver'] as const
export type CallerRole = Config['status']['tokens'][number]['role']

/** Whoever shows a token that we know. */
export interface Caller {
  /** Whose token it is; null for the one that has no name. */
  readonly name: string | null
  readonly role: CallerRole
  readonly token: string
}

/** Everybody who may show a token; `status.token` may do everything. */
export function callersOf({ token, tokens }: Config['status']): Caller[] {
  const named = tokens.flatMap((one) => (one.token === null ? [] : [{ ...one, token: one.token }]))
  return token === null ? named : [{ name: null, role: 'approver', token }, ...named]
}

export function isAllowed(caller: Caller, role: CallerRole): boolean {
  return roles.indexOf(caller.role) >= roles.indexOf(role)
}
