import { RepositoryName } from '@millwright/protocol'
import { type Command, InvalidArgumentError } from 'commander'
import { actorName } from '../actor-name.ts'
import { configOf } from '../command-context.ts'
import { ASKED, type AskedOptions, sayAsked } from '../say-asked.ts'
import { createStatusClient } from '../status-client.ts'

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
      .option('--json', ASKED)
      .action(async (repo: string | undefined, options: AskedOptions, command: Command) => {
        const client = createStatusClient(configOf(command))
        const body = { actor: actorName(), ...(repo && { repo }) }
        const answer = await client.post(`/api/v1/${verb}`, body)
        const line = `${verb} of ${repo ?? 'everything'} was asked for; see millwright status`
        sayAsked(answer, options, line)
      })
  }
  program
    .command('stop-spending')
    .description('pause everything and cancel what is at work, so that no model is paid')
    .option('--json', ASKED)
    .action(async (options: AskedOptions, command: Command) => {
      const client = createStatusClient(configOf(command))
      const answer = await client.post('/api/v1/stop-spending', { actor: actorName() })
      const line = 'what is at work is cancelled; millwright resume lets new work begin'
      sayAsked(answer, options, line)
    })
}

function toRepository(text: string): string {
  const { success, data } = RepositoryName.safeParse(text)
  if (!success) throw new InvalidArgumentError('It must be OWNER/NAME.')
  return data
}
