import { secretsOf } from '@millwright/config'
import { createRedactor } from '@millwright/logger'
import { type Command, Option } from 'commander'
import { CliError } from '../cli-error.ts'
import { configOf } from '../command-context.ts'
import { exitCode } from '../exit-code.ts'
import { describeTried } from '../notify/describe-tried.ts'
import { tryTargets } from '../notify/try-targets.ts'
import { printable } from '../printable.ts'
import { writeJson, writeLine } from '../write-out.ts'

const severities = ['info', 'warning', 'action'] as const

interface Options {
  to?: string
  severity: (typeof severities)[number]
  json?: boolean
}

/** `millwright notify`: does a call for a person reach one. */
export function addNotifyCommand(program: Command): void {
  program
    .command('notify')
    .description('try the ways in which people are told')
    .command('test')
    .description('send a test message, and a digest where there are any, to every target at once')
    .option('--to <name>', 'only to this target')
    .addOption(
      new Option('--severity <severity>', 'how urgent it claims to be')
        .choices(severities)
        .default('action'),
    )
    .option('--json', 'print what became of it for programs')
    .action(test)
}

async function test({ to, severity, json }: Options, command: Command): Promise<void> {
  const config = configOf(command, 'lead')
  const targets = config.notify.filter(({ name }) => to === undefined || name === to)
  if (targets.length === 0) {
    const names = config.notify.map(({ name }) => name).join(', ')
    if (names === '')
      throw new CliError('nobody is told anything: set notify, see docs/configuration.md')
    throw new CliError(`no target is named ${to}; there is ${names}`, exitCode.notFound)
  }
  const tried = await tryTargets(targets, { severity, redact: createRedactor(secretsOf(config)) })
  const ok = tried.every((each) => each.ok)
  if (!ok) process.exitCode = exitCode.checkFailed
  if (json === true) return writeJson({ ok, severity, targets: tried })
  for (const each of tried) writeLine(printable(describeTried(each, severity)))
}
