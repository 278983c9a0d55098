import { type Command, Option } from 'commander'
import type { ReplayOptions } from '../replay/replay-tasks.ts'

/** `millwright replay`: measure an edit on past failures before it is used. */
export function addReplayCommand(program: Command): void {
  const levels = ['render', 'plan', 'shadow'] as const
  program
    .command('replay [task...]')
    .description('run past failures again without publishing anything, and compare')
    .option(
      '--last <count>',
      'the newest finished tasks, of the kinds that the template serves',
      Number,
    )
    .option('--template <file>', 'an edited template instead of the one in prompts_dir')
    .addOption(
      new Option(
        '--level <level>',
        'render: the prompt; plan: the model looks, read-only; shadow: all of a worker’s work',
      )
        .choices(levels)
        .default('render'),
    )
    .option('--model <name>', 'ask this model instead of the configured one')
    .option('--usd <most>', 'begin nothing that could cost more, in all', Number, 10)
    .option('--json', 'print every comparison for programs')
    .action(async (tasks: string[], options: ReplayOptions, command: Command) => {
      const { replayTasks } = await import('../replay/replay-tasks.ts')
      await replayTasks(tasks, options, command)
    })
}
