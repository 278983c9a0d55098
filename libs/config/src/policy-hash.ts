import { createHash } from 'node:crypto'
import type { Config } from './config.ts'
import { isTree } from './tree.ts'

/** Settings of a repository that neither allow nor forbid a push. */
const allowsNothing: ReadonlySet<string> = new Set(['labels', 'quiet_hours'])

/**
 * `sha256:<hex>` over everything that decides what may be done in a repository: its
 * section of the configuration without labels and quiet hours, the limits and the sandbox. An
 * approval holds for one such hash.
 */
export function policyHash(config: Config, repo: string): string {
  const section = Object.entries(config.repositories[repo] ?? { mode: 'off' })
  const repository = Object.fromEntries(section.filter(([name]) => !allowsNothing.has(name)))
  const { limits, sandbox } = config
  const text = JSON.stringify(sorted({ repository, limits, sandbox }))
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

function sorted(value: unknown): unknown {
  if (!isTree(value)) return value
  const keys = Object.keys(value).toSorted()
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]))
}
