import { secretsOf } from '@millwright/config'
import { createRedactor } from '@millwright/logger'
import { type Command, Option } from 'commander'
import { CliError } from '../cli-error.ts'
import { configOf } from '../command-context.ts'
import { exitCode } from '../exit-code.ts'
import { printable } from '../printable.ts'
import { writeJson, writeLine } from '../write-out.ts'

const severities = ['info', 'warning', 'action'] as const

interface Options {
  to?: string
  severity: (typeof severities)[number]
  json?: boolean
}

/** What became of a test message. */
interface Tried {
  target: string
  kind: string
  ok: boolean
  /** Why it was not taken; empty when it was. */
  problem: string
  /** Whether it hears messages of this severity, and how long it would wait for them now. */
  hears: boolean
  waits_minutes: number
}

/** `millwright notify`: does a call for a person reach one. */
export function addNotifyCommand(program: Command): void {
  program
    .command('notify')
    .description('try the ways in which people are told')
    .command('test')
    .description('send a test message to every target, whatever its severities and quiet hours')
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
  const { createNotifier, NotifyError } = await import('@millwright/notify')
  const notifier = createNotifier(targets, { redact: createRedactor(secretsOf(config)) })
  // Here nothing is tried again, which is what the whole message promises.
  const reasonOf = (error: unknown) => (error instanceof NotifyError ? error.reason : String(error))
  const now = new Date()
  const listeners = new Map(
    notifier.listenersOf(severity, now).map(({ target, delayMs }) => [target, delayMs]),
  )
  const tried: Tried[] = []
  for (const { name, kind } of targets) {
    const problem = await notifier.tell(name, testMessage(severity, now)).then(() => '', reasonOf)
    const waits_minutes = Math.ceil((listeners.get(name) ?? 0) / 60_000)
    const hears = listeners.has(name)
    tried.push({ target: name, kind, ok: problem === '', problem, hears, waits_minutes })
  }
  const ok = tried.every((each) => each.ok)
  if (!ok) process.exitCode = exitCode.checkFailed
  if (json === true) return writeJson({ ok, severity, targets: tried })
  for (const each of tried) writeLine(printable(describe(each, severity)))
}

function testMessage(severity: Options['severity'], now: Date) {
  return {
    ...{ key: `test.${now.toISOString()}`, severity, title: 'Millwright can reach you' },
    text: 'This is the test message of millwright notify test. Nothing is to be done.',
  }
}

function describe({ target, kind, ok, problem, hears, waits_minutes }: Tried, severity: string) {
  const name = target === kind ? target : `${target} (${kind})`
  const route = hears ? '' : `; it hears nothing of severity ${severity} otherwise`
  const quiet =
    waits_minutes === 0 ? '' : `; quiet hours hold such messages for ${waits_minutes} min`
  return ok ? `told   ${name}${route}${quiet}` : `FAILED ${name}: ${problem}`
}
