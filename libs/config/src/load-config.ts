import { resolve } from 'node:path'
import { checkTogether } from './check-together.ts'
import { assembleConfig, type Config } from './config.ts'
import { ConfigError, type ConfigProblem } from './config-error.ts'
import { deepFreeze } from './deep-freeze.ts'
import { describeIssues } from './describe-issues.ts'
import { rememberOrigins } from './origins.ts'
import { type ConfigSource, readConfigFile } from './read-config-file.ts'
import { applyEnvironment, type Environment, unknownVariables } from './read-environment.ts'
import { readNotifyTargets } from './read-notify-targets.ts'
import { readStatusTokens } from './read-status-tokens.ts'
import { refuseInlineSecrets } from './refuse-inline-secrets.ts'
import { resolveSecrets } from './resolve-secrets.ts'
import { ConfigFile } from './schema/config-file.ts'
import type { Role } from './schema/field.ts'
import type { Path, Tree } from './tree.ts'

export interface LoadOptions {
  /** Whose secrets to read; no other secret is opened. */
  readonly role: Role
  /** YAML file; else MILLWRIGHT_CONFIG, else `./millwright.yaml` when it is there. */
  readonly file?: string
  /** The process' own environment unless given. */
  readonly env?: Environment
  /** Where relative paths outside the file start; the process' own unless given. */
  readonly cwd?: string
}

/**
 * Reads the configuration of one role: the schema's defaults, under the YAML file, under the
 * environment. Throws ConfigError (MW_CONFIG) that lists every problem found.
 */
export function loadConfig(options: LoadOptions): Config {
  const { role, env = process.env, cwd = process.cwd() } = options
  const named = options.file ?? (env.MILLWRIGHT_CONFIG || undefined)
  const source = readConfigFile(named ?? 'millwright.yaml', named !== undefined, cwd)
  const inline = refuseInlineSecrets(source)
  const { tree, origins } = applyEnvironment(inline.tree, env)
  const secrets = resolveSecrets(role, env, { ...source, tree: inline.tree }, cwd)
  const whereOf = (path: Path) => origins.get(path.join('.')) ?? source.where(path) ?? undefined
  const problems: ConfigProblem[] = [...source.problems, ...inline.problems, ...secrets.problems]

  const { file, issues } = parseTree(tree)
  problems.push(...describeIssues(issues, tree, whereOf))
  const notify = readNotifyTargets(role, file.notify, source, whereOf)
  const { tokens, ...tokensRead } = readStatusTokens(role, file.status.tokens, source, whereOf)
  const checked = checkTogether(file, secrets, whereOf)
  problems.push(...notify.problems, ...tokensRead.problems, ...checked.problems)
  if (problems.length > 0) throw new ConfigError(problems)

  const values = new Map([...secrets.values, ...checked.values])
  const config = deepFreeze(
    assembleConfig({
      file,
      secret: (path) => values.get(path) ?? null,
      notify: notify.targets,
      tokens,
      absolute: (path, setting) => resolve(startOf(setting, source, origins, cwd), path),
    }),
  )
  const warnings = [...secrets.warnings, ...notify.warnings, ...tokensRead.warnings]
  warnings.push(...unknownVariables(env))
  rememberOrigins(config, {
    tree,
    whereOf,
    secretOrigins: secrets.origins,
    warnings,
    file: source.path,
  })
  return config
}

/** What the schema objects to is left out, so that the rest can be checked all the same. */
function parseTree(tree: Tree) {
  const parsed = ConfigFile.safeParse(tree)
  if (parsed.success) return { file: parsed.data, issues: [] }
  const { issues } = parsed.error
  const offenders = issues.flatMap(({ path }) => path.slice(0, 1).map(String))
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
  )
  const isSound = (key: string) => !offenders.includes(key) && !unknown.includes(key)
  const sound = Object.entries(tree).filter(([key]) => isSound(key))
  return { file: ConfigFile.parse(Object.fromEntries(sound)), issues }
}

/** A path in the file starts at the file's folder, any other where the process was started. */
function startOf(
  setting: string,
  source: ConfigSource,
  origins: ReadonlyMap<string, string>,
  cwd: string,
): string {
  const isInFile = Object.hasOwn(source.tree, setting) && !origins.has(setting)
  return isInFile ? source.folder : cwd
}
