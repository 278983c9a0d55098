// The layer table of ARCHITECTURE.md as data. Packages are named without their scope.

/** Lowest first: a package uses lower layers only, never its own. */
export const layers = ['protocol', 'platform', 'adapter', 'step', 'app'] as const

/** Stand-ins and fixtures: uses the protocol alone, used by tests and the demo alone. */
export const testing = { name: 'testing', layer: 'testing', uses: ['protocol'], usedBy: ['e2e'] }

/**
 * Packages that one side of the trust border has and the other must not reach. Triage, which reads
 * text and does nothing else, is on both: the lead reads GitHub's logs, a worker those of its own.
 */
export const zones = {
  lead: ['dispatch', 'gate', 'delivery'],
  worker: ['workspace', 'sandbox', 'agent', 'validation', 'model'],
} as const

/** What each app must not reach, directly or through another package. */
export const forbiddenTo: Readonly<Record<string, readonly string[]>> = {
  lead: zones.worker,
  triage: [...zones.lead, ...zones.worker],
  worker: zones.lead,
  status: [...zones.lead, ...zones.worker],
}

/** Who may import an outside system's library. `testing` and `e2e` play the other end. */
export const sdks: readonly { starts: string; owners: readonly string[] }[] = [
  { starts: '@octokit/', owners: ['github', 'testing', 'e2e'] },
  { starts: '@anthropic-ai/', owners: ['model', 'testing', 'e2e'] },
  { starts: 'bullmq', owners: ['queue', 'testing', 'e2e'] },
  {
    starts: 'ioredis',
    owners: [
      ...['redis', 'queue', 'report', 'store', 'lead', 'worker', 'status', 'cli'],
      ...['testing', 'e2e'],
    ],
  },
  { starts: 'liquidjs', owners: ['template'] },
  { starts: 'pino', owners: ['logger', 'testing', 'e2e'] },
  { starts: 'commander', owners: ['cli'] },
]

/** Who may read the environment; everybody else is handed what they need. */
export const environmentReaders = ['config']

/** Names that say nothing: as a whole file or folder name, and as a part between hyphens. */
export const forbiddenNames = {
  whole: ['types', 'base', 'common', 'service', 'services', 'manager', 'managers'],
  part: ['utils', 'util', 'helpers', 'helper', 'misc'],
} as const
