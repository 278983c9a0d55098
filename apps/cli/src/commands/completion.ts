import { Argument, type Command } from 'commander'
import { bashScript } from '../completion/bash-script.ts'
import { commandWords } from '../completion/command-words.ts'
import { fishScript } from '../completion/fish-script.ts'
import { writeLine } from '../write-out.ts'

const shells = ['bash', 'zsh', 'fish'] as const
type Shell = (typeof shells)[number]

const howTo = `
  bash   echo 'source <(millwright completion bash)' >> ~/.bashrc
  zsh    echo 'source <(millwright completion zsh)' >> ~/.zshrc    (after compinit)
  fish   millwright completion fish > ~/.config/fish/completions/millwright.fish`

/** `millwright completion`: lets the tab key know commands, options and their values. */
export function addCompletionCommand(program: Command): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'whose language to print').choices(shells))
    .description('print a script that lets the tab key complete commands and options')
    .addHelpText('after', howTo)
    .action((shell: Shell) => writeLine(scriptFor(shell, program)))
}

function scriptFor(shell: Shell, program: Command): string {
  const commands = commandWords(program)
  switch (shell) {
    case 'bash':
      return bashScript(commands)
    case 'zsh':
      return `autoload -Uz bashcompinit && bashcompinit\n${bashScript(commands)}`
    case 'fish':
      return fishScript(commands)
  }
}
