import type { Jail } from '@millwright/sandbox'
import type { Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'
import { NetworkAccount } from './network-account.ts'
import { openReportingJail } from './open-jail.ts'
import { setupJail, setupOf } from './setup-jail.ts'

/**
 * A jail for the commands of a repository. One that the operator has named for setup, such as the
 * `npm ci` that failed, has setup's hosts wherever it is run, also with a patch, whose code may be
 * run by it. No other command has them, and no tool of a model.
 */
export function commandJail(attempt: Attempt, tree: Workspace): Jail {
  const closed = openReportingJail(attempt, tree)
  const setup = setupOf(attempt)
  if (setup === null) return closed
  const open = setupJail(attempt, tree, setup, new NetworkAccount())
  const isSetup = (command: string | readonly string[]) =>
    typeof command === 'string' && setup.commands.includes(command)
  return {
    ...closed,
    run: (command) => (isSetup(command.command) ? open : closed).run(command),
  }
}
