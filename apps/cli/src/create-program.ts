import { Command } from 'commander'
import { addApproveCommands } from './commands/approve.ts'
import { addAuditCommand } from './commands/audit.ts'
import { addBackupCommands } from './commands/backup.ts'
import { addCompletionCommand } from './commands/completion.ts'
import { addConfigCommand } from './commands/config.ts'
import { addDemoCommand } from './commands/demo.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addGateCommand } from './commands/gate.ts'
import { addMetricsCommand } from './commands/metrics.ts'
import { addNotifyCommand } from './commands/notify.ts'
import { addPauseCommands } from './commands/pause.ts'
import { addPromptsCommand } from './commands/prompts.ts'
import { addReplayCommand } from './commands/replay.ts'
import { addSandboxCommand } from './commands/sandbox.ts'
import { addStatusCommand } from './commands/status.ts'
import { addTasksCommand } from './commands/tasks.ts'
import { addTriageCommand } from './commands/triage.ts'
import { addUpCommand } from './commands/up.ts'

/**
 * The whole command line; parsing it runs the command. A command loads the libraries that only it
 * needs when it runs, so that the others start at once and work without them.
 */
export function createProgram(): Command {
  const program = new Command('millwright')
    .description('Keeps CI green: turns red jobs into proven commits, or calls a person.')
    .option('--config <file>', 'configuration (default: MILLWRIGHT_CONFIG or ./millwright.yaml)')
    .addHelpText('after', help)
    .exitOverride()
  addUpCommand(program)
  addDemoCommand(program)
  addStatusCommand(program)
  addMetricsCommand(program)
  addTasksCommand(program)
  addApproveCommands(program)
  addPauseCommands(program)
  addDoctorCommand(program)
  addBackupCommands(program)
  addAuditCommand(program)
  addTriageCommand(program)
  addPromptsCommand(program)
  addReplayCommand(program)
  addConfigCommand(program)
  addSandboxCommand(program)
  addGateCommand(program)
  addNotifyCommand(program)
  addCompletionCommand(program)
  nameHelp(program, program.name())
  return program
}

/** After a mistake, the help of the very command that was meant. */
function nameHelp(command: Command, path: string): void {
  command.showHelpAfterError(`(see ${path} --help)`)
  for (const each of command.commands) nameHelp(each, `${path} ${each.name()}`)
}

const help = `
Exit codes: 0 done, 1 error, 2 wrong usage, 3 a check failed, 4 not found, 5 conflict.
NO_COLOR switches colours off; --json gives every reading command's answer to programs.`
