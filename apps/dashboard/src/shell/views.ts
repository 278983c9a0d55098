/** The pages, in the order of the way to them; `key` after `g` goes there. */
export const views = [
  { name: '', title: 'Now', key: 'n' },
  { name: 'tasks', title: 'Tasks', key: 't' },
  { name: 'approvals', title: 'Approvals', key: 'a' },
  { name: 'incidents', title: 'Incidents', key: 'i' },
  { name: 'repositories', title: 'Repositories', key: 'r' },
  { name: 'templates', title: 'Templates', key: 'p' },
  { name: 'metrics', title: 'Metrics', key: 'm' },
  { name: 'audit', title: 'Audit', key: 'u' },
  { name: 'settings', title: 'Settings', key: 's' },
] as const
