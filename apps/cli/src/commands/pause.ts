import { RepositoryName } from '@millwright/protocol'
import { type Command, InvalidArgumentError } from 'commander'
import { actorName } from '../actor-name.ts'
import { configOf } from '../command-context.ts'
import { createStatusClient } from '../status-client.ts'
import { writeLine } from '../write-out.ts'

const verbs = [
  ['pause', 'let nothing new begin, in one repository or everywhere; what is at work ends'],
  ['resume', 'take up again what waited'],
] as const

/** `millwright pause`, `millwright resume` and `millwright stop-spending`. */
export function addPauseCommands(program: Command): void {
  for (const [verb, what] of verbs) {
    program
      .command(verb)
      .argument('[repo]', 'OWNER/NAME; everything unless told', toRepository)
      .description(what)
      .action(async (repo: string | undefined, _: object, command: Command) => {
        const client = createStatusClient(configOf(command))
        await client.post(`/api/v1/${verb}`, { actor: actorName(), ...(repo && { repo }) })
        writeLine(`${verb} of ${repo ?? 'everything'} was asked for; see millwright status`)
      })
  }
  program
    .command('stop-spending')
    .description('pause everything and cancel what is at work, so that no model is paid')
    .action(async (_: object, command: Command) => {
      const client = createStatusClient(configOf(command))
      await client.post('/api/v1/stop-spending', { actor: actorName() })
      writeLine('what is at work is cancelled; millwright resume lets new work begin')
    })
}

function toRepository(text: string): string {
  const { success, data } = RepositoryName.safeParse(text)
  if (!success) throw new InvalidArgumentError('It must be OWNER/NAME.')
  return data
}
