import type { Command } from 'commander'
import { addRolloutCommands } from './prompts-rollout.ts'

/** `millwright prompts`: change what the model is told without fear. */
export function addPromptsCommand(program: Command): void {
  const prompts = program
    .command('prompts')
    .description('check, test and try prompt templates, and say which version is used')
  prompts
    .command('lint [path]')
    .description('say what is wrong with a folder of prompts, or with one edited template')
    .option('--json', 'print the problems for programs')
    .action(async (path: string | undefined, options: { json?: boolean }, command: Command) => {
      const { lintPrompts } = await import('../prompts/lint-prompts.ts')
      await lintPrompts(path, options, command)
    })
  prompts
    .command('test [path]')
    .description('render every fixture and hold it to the assertions of its template')
    .option('--json', 'print every assertion for programs')
    .action(async (path: string | undefined, options: { json?: boolean }, command: Command) => {
      const { testPrompts } = await import('../prompts/test-prompts.ts')
      await testPrompts(path, options, command)
    })
  prompts
    .command('reload')
    .description('have the running service read its folder again now, and say what came of it')
    .option('--json', 'print what came of it for programs')
    .action(async (options: { json?: boolean }, command: Command) => {
      const { reloadPrompts } = await import('../prompts/reload-prompts.ts')
      await reloadPrompts(options, command)
    })
  addPreview(prompts)
  addDiff(prompts)
  addRolloutCommands(prompts)
}

function addPreview(prompts: Command): void {
  const preview = prompts
    .command('preview [template]')
    .description('show the prompt of a fixture, of a log, or of a past failure')
    .option('--fixture <file>', 'a file of fixtures/ (default: those of the template)')
    .option('--prompts <path>', 'a folder of prompts, or one edited template')
    .option('--json', 'print the prompts for programs')
  addSampleOptions(preview).action(async (name, options, command: Command) => {
    const { previewPrompts } = await import('../prompts/preview-prompts.ts')
    await previewPrompts(name, options, command)
  })
}

function addDiff(prompts: Command): void {
  const diff = prompts
    .command('diff <old> <new>')
    .description('compare what two folders, or a folder and an edited template, make of failures')
    .option('--json', 'print the differences for programs')
  addSampleOptions(diff).action(async (before, after, options, command: Command) => {
    const { diffPrompts } = await import('../prompts/diff-prompts.ts')
    await diffPrompts([before, after], options, command)
  })
}

/** The failures to look at, other than fixtures. */
function addSampleOptions(command: Command): Command {
  return command
    .option('--log <file>', 'a CI log, read by triage; - is standard input (repeatable)', add, [])
    .option('--task <id>', 'a past failure, from the running service (repeatable)', add, [])
    .option('--last <count>', 'the newest failures that led to a prompt', Number)
}

function add(value: string, before: string[]): string[] {
  return [...before, value]
}
