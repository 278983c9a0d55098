/** The permissions of GitHub's that the stand-in knows. */
export const permissionNames = [
  'actions',
  'checks',
  'contents',
  'issues',
  'metadata',
  'pull_requests',
  'repository_hooks',
  'statuses',
] as const
export const levels = ['read', 'write'] as const
export type PermissionName = (typeof permissionNames)[number]
export type Level = (typeof levels)[number]
export type Permissions = Readonly<Partial<Record<PermissionName, Level>>>

export const everyPermission: Permissions = {
  actions: 'write',
  checks: 'write',
  contents: 'write',
  issues: 'write',
  metadata: 'read',
  pull_requests: 'write',
  repository_hooks: 'read',
  statuses: 'write',
}

/** Write includes read. */
export function allows(held: Permissions, name: PermissionName, level: Level): boolean {
  return held[name] === 'write' || held[name] === level
}
