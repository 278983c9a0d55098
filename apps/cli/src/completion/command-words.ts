import type { Command, Option } from 'commander'

/** What may follow a command on the line. */
export interface CommandWords {
  /** The commands that lead here, without the program's own name; none for the program itself. */
  readonly path: readonly string[]
  readonly commands: readonly { name: string; description: string }[]
  readonly options: readonly OptionWords[]
  /** What its arguments may be, where that is a closed list. */
  readonly values: readonly string[]
  /** Whether other arguments, such as files, may follow as well. */
  readonly takesAny: boolean
}

export interface OptionWords {
  /** With its hyphens. */
  readonly name: string
  readonly description: string
  readonly takesValue: boolean
  /** All the values there are; empty when any will do. */
  readonly choices: readonly string[]
}

/** Every command with its words, parents first; hidden ones are left out. */
export function commandWords(program: Command): CommandWords[] {
  return wordsBelow(program, [])
}

function wordsBelow(command: Command, path: readonly string[]): CommandWords[] {
  const help = command.createHelp()
  const below = help.visibleCommands(command).filter((each) => each.name() !== 'help')
  const own: CommandWords = {
    path,
    commands: below.map((each) => ({ name: each.name(), description: each.description() })),
    options: help.visibleOptions(command).flatMap(optionWords),
    values: command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
    takesAny: command.registeredArguments.some(({ argChoices }) => argChoices === undefined),
  }
  return [own, ...below.flatMap((each) => wordsBelow(each, [...path, each.name()]))]
}

function optionWords(option: Option): OptionWords[] {
  const { long, description, required, optional, argChoices = [] } = option
  if (long === undefined || long === null) return []
  return [{ name: long, description, takesValue: required || optional, choices: argChoices }]
}
