import type { Command } from 'commander'
import type { RolloutOptions } from '../prompts/change-rollout.ts'
import { wholeNumber } from '../whole-number.ts'

/** The commands that show and change which version of a template is used. */
export function addRolloutCommands(prompts: Command): void {
  prompts
    .command('history <template>')
    .description('list the versions of a template, and what changed which one is used')
    .option('--json', 'print the answer of the status API')
    .action(async (name: string, options: { json?: boolean }, command: Command) => {
      const { showHistory } = await import('../prompts/show-versions.ts')
      await showHistory(name, options, command)
    })
  prompts
    .command('numbers [template]')
    .description('show what became of the tasks of each version, by what GitHub said')
    .option('--json', 'print the answer of the status API')
    .action(async (name: string | undefined, options: { json?: boolean }, command: Command) => {
      const { showNumbers } = await import('../prompts/show-versions.ts')
      await showNumbers(name, options, command)
    })
  const promote = prompts
    .command('promote <template> [version]')
    .description('use a version from now on: the named one, that on trial, or the edit that waits')
    .option('--template <file>', 'an edited template, kept as a version first')
  const rollback = prompts
    .command('rollback <template> [version]')
    .description('go back to the version used before, or to the named one')
  const canary = prompts
    .command('canary <template> [version]')
    .description('try a version on a share of the tasks; --share 0 ends the trial')
    .option('--template <file>', 'an edited template, kept as a version first')
    .requiredOption('--share <percent>', 'the share of the tasks, 0 to 99', wholeNumber(0, 99))
  for (const [kind, one] of [
    ['promote', promote],
    ['rollback', rollback],
    ['canary', canary],
  ] as const) {
    one.option('--json', 'print what was asked for')
    one.action(
      async (
        name: string,
        start: string | undefined,
        options: RolloutOptions,
        command: Command,
      ) => {
        const { changeRollout } = await import('../prompts/change-rollout.ts')
        await changeRollout(kind, { name, start }, { options, command })
      },
    )
  }
}
