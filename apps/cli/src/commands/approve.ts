import { PatchName } from '@millwright/protocol'
import { type Command, InvalidArgumentError } from 'commander'
import { actorName } from '../actor-name.ts'
import { configOf } from '../command-context.ts'
import { printable } from '../printable.ts'
import { taskPath } from '../read-task.ts'
import { createStatusClient } from '../status-client.ts'
import { writeLine } from '../write-out.ts'

/** `millwright approve` and `millwright reject`: a person's word on a patch that waits. */
export function addApproveCommands(program: Command): void {
  program
    .command('approve <task>')
    .description('let exactly this patch be pushed')
    .requiredOption('--patch <sha>', 'SHA-256 of the patch, 12 characters or more', toPatchName)
    .action(async (id: string, { patch }: { patch: string }, command: Command) => {
      const client = createStatusClient(configOf(command))
      await client.post(`${taskPath(id)}/approve`, { actor: actorName(), patch })
      writeLine(`approved; millwright tasks show ${printable(id)} tells what becomes of it`)
    })
  program
    .command('reject <task>')
    .description('drop a patch that waits')
    .option('--why <text>', 'kept with the task and shown on the pull request')
    .action(async (id: string, { why }: { why?: string }, command: Command) => {
      const client = createStatusClient(configOf(command))
      await client.post(`${taskPath(id)}/reject`, { actor: actorName(), ...(why && { why }) })
      writeLine(`rejected; millwright tasks show ${printable(id)} tells what becomes of it`)
    })
}

function toPatchName(text: string): string {
  const { success, data, error } = PatchName.safeParse(text.toLowerCase())
  if (!success) throw new InvalidArgumentError(`It must be ${error.issues[0]?.message}.`)
  return data
}
