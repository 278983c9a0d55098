import type { Command } from 'commander'
import { configFile } from '../command-context.ts'
import { runUp } from '../up/run-up.ts'
import { wholeNumber } from '../whole-number.ts'

const WORKERS_MAX = 32

/** `millwright up`: the whole service on this machine, supervised. */
export function addUpCommand(program: Command): void {
  program
    .command('up')
    .description(
      'run the service here: a private Redis (unless REDIS_URL is set), lead, workers, status',
    )
    .option('--workers <count>', 'how many workers', wholeNumber(0, WORKERS_MAX), 1)
    .addHelpText('after', help)
    .action(async ({ workers }: { workers: number }, command: Command) => {
      const file = configFile(command)
      process.exitCode = await runUp({ workers, ...(file === undefined ? {} : { file }) })
    })
}

const help = `
Logs go to standard error, one JSON object a line; one line on standard output says when it is up.
SIGTERM or Ctrl-C stops workers first and Redis last; a second one does not wait.`
