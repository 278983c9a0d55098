import { PatchName } from '@millwright/protocol'
import { type Command, InvalidArgumentError } from 'commander'
import { actorName } from '../actor-name.ts'
import { configOf } from '../command-context.ts'
import { taskPath } from '../read-task.ts'
import { ASKED, type AskedOptions, sayAsked } from '../say-asked.ts'
import { createStatusClient } from '../status-client.ts'

interface Approval extends AskedOptions {
  patch: string
}

interface Rejection extends AskedOptions {
  why?: string
}

/** `millwright approve` and `millwright reject`: a person's word on a patch that waits. */
export function addApproveCommands(program: Command): void {
  program
    .command('approve <task>')
    .description('let exactly this patch be pushed')
    .requiredOption('--patch <sha>', 'SHA-256 of the patch, 12 characters or more', toPatchName)
    .option('--json', ASKED)
    .action(async (id: string, options: Approval, command: Command) => {
      const client = createStatusClient(configOf(command))
      const body = { actor: actorName(), patch: options.patch }
      const answer = await client.post(`${taskPath(id)}/approve`, body)
      sayAsked(answer, options, `approved; millwright tasks show ${id} tells what becomes of it`)
    })
  program
    .command('reject <task>')
    .description('drop a patch that waits')
    .option('--why <text>', 'kept with the task and shown on the pull request')
    .option('--json', ASKED)
    .action(async (id: string, options: Rejection, command: Command) => {
      const client = createStatusClient(configOf(command))
      const body = { actor: actorName(), ...(options.why && { why: options.why }) }
      const answer = await client.post(`${taskPath(id)}/reject`, body)
      sayAsked(answer, options, `rejected; millwright tasks show ${id} tells what becomes of it`)
    })
}

function toPatchName(text: string): string {
  const { success, data, error } = PatchName.safeParse(text.toLowerCase())
  if (!success) throw new InvalidArgumentError(`It must be ${error.issues[0]?.message}.`)
  return data
}
