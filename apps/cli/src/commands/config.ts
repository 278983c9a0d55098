import {
  type Config,
  ConfigError,
  configOrigins,
  configWarnings,
  maskSecrets,
  type Role,
} from '@millwright/config'
import { type Command, Option } from 'commander'
import { stringify } from 'yaml'
import { configOf } from '../command-context.ts'
import { exitCode } from '../exit-code.ts'
import { printable, printableLines } from '../printable.ts'
import { writeJson, writeLine } from '../write-out.ts'

const roles: readonly Role[] = ['lead', 'worker', 'status', 'cli']

/** `millwright config`: is it right, and what does it come to. */
export function addConfigCommand(program: Command): void {
  const config = program.command('config').description('check or print the configuration')
  config
    .command('check')
    .description('check it as each process would read it, secrets included')
    .addOption(new Option('--role <role>', 'only for this process').choices(roles))
    .option('--json', 'print problems and warnings for programs')
    .action(check)
  config
    .command('print')
    .description('print it without its secrets')
    .addOption(
      new Option('--role <role>', 'as this process reads it').choices(roles).default('cli'),
    )
    .option('--origin', 'say of each value who decided it')
    .option('--json', 'print it for programs')
    .action(print)
}

interface Options {
  role?: Role
  origin?: boolean
  json?: boolean
}

function check({ role, json }: Options, command: Command): void {
  const problems = new Set<string>()
  const warnings = new Set<string>()
  for (const each of role === undefined ? roles : [role]) {
    try {
      for (const warning of configWarnings(configOf(command, each))) warnings.add(warning)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      for (const problem of error.message.split('\n  ').slice(1)) problems.add(problem)
    }
  }
  const ok = problems.size === 0
  if (!ok) process.exitCode = exitCode.checkFailed
  if (json === true) {
    writeJson({ ok, problems: [...problems], warnings: [...warnings] })
    return
  }
  for (const problem of problems) writeLine(`problem: ${printable(problem)}`)
  for (const warning of warnings) writeLine(`warning: ${printable(warning)}`)
  writeLine(ok ? 'the configuration can be used' : 'the configuration cannot be used')
}

function print({ role, origin, json }: Options, command: Command): void {
  const config = configOf(command, role)
  const all = configOrigins(config)
  const rows = origin === true ? all : null
  if (json === true) writeJson(rows ?? maskSecrets(config))
  else if (rows === null) process.stdout.write(printableLines(describe(config, all)))
  for (const row of json === true ? [] : (rows ?? [])) {
    writeLine(`${printable(`${row.path}: ${row.value}`)}  # ${printable(row.origin)}`)
  }
}

/** As YAML; what is null or empty because another process reads it is named below. */
function describe(config: Config, rows: ReturnType<typeof configOrigins>): string {
  const elsewhere = rows.filter(({ value }) => value === '"set, not read here"')
  const names = elsewhere.map(({ path }) => path).join(', ')
  const note = names === '' ? '' : `# set, and not read by this process: ${names}\n`
  return `${stringify(maskSecrets(config))}${note}`
}
