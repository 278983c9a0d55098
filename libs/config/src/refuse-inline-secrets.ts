import type { ConfigProblem } from './config-error.ts'
import type { ConfigSource } from './read-config-file.ts'
import { listSecrets } from './read-environment.ts'
import { type Tree, valueAt, withValueAt } from './tree.ts'

/**
 * Refuses secrets that stand in the YAML itself, where they end up in backups and repositories.
 * A Redis URL may stand there as long as it holds no password.
 */
export function refuseInlineSecrets(source: ConfigSource): {
  tree: Tree
  problems: ConfigProblem[]
} {
  const problems: ConfigProblem[] = []
  let { tree } = source
  for (const { path, env } of listSecrets()) {
    const keys = path.split('.')
    const value = valueAt(tree, keys)
    const isUrl = path.startsWith('redis.')
    if (value === undefined || (isUrl && !hasPassword(value))) continue
    const where = source.where(keys)
    problems.push({
      path,
      message: `a secret must not stand in this file: use ${path}_file or ${env[0]}`,
      ...(where === null ? {} : { where }),
    })
    tree = withValueAt(tree, keys, undefined)
  }
  return { tree, problems }
}

function hasPassword(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && new URL(value).password !== ''
}
