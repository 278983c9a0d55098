import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { installation } from '../installation.ts'

/** `millwright demo`: the whole system once, on stand-ins; its options are the demo's own. */
export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('play the whole system once on this machine, without any account')
    .option('--json', 'end with one JSON object on standard output')
    .option('--exit', 'stop at the end instead of leaving the dashboard up')
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async (options: { json?: boolean; exit?: boolean }, command: Command) => {
      const own = (['json', 'exit'] as const).filter((name) => options[name] === true)
      process.exitCode = await play([...own.map((name) => `--${name}`), ...command.args])
    })
}

async function play(args: readonly string[]): Promise<number> {
  const entry = join(installation, 'apps/e2e/dist/demo/main.js')
  if (!existsSync(entry)) {
    throw new CliError(
      'the demo is not part of this installation: run it from a checkout of the sources',
    )
  }
  const child = spawn(process.execPath, [entry, ...args], { stdio: 'inherit' })
  // Ctrl-C reaches the demo by itself; a signal to this process alone is passed on.
  const pass = (signal: NodeJS.Signals) => void child.kill(signal)
  const wait = () => undefined
  process.on('SIGTERM', pass).on('SIGINT', wait)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal])
    })
  })
}
