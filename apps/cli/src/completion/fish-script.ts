import type { CommandWords } from './command-words.ts'

/** A completion script for fish; as with bash, nothing is started at the tab key. */
export function fishScript(commands: readonly CommandWords[]): string {
  return commands.flatMap(linesOf).join('\n')
}

function linesOf({ path, commands, options, values, takesAny }: CommandWords): string[] {
  const names = commands.map(({ name }) => name)
  const isHere = path.map((name) => `__fish_seen_subcommand_from ${name}`)
  const isDone = names.length === 0 ? [] : [`not __fish_seen_subcommand_from ${names.join(' ')}`]
  const condition = [...isHere, ...isDone].join('; and ')
  const start = `complete -c millwright${condition === '' ? '' : ` -n ${quoted(condition)}`}`
  const noFiles = takesAny ? '' : ' -f'
  return [
    ...commands.map(
      ({ name, description }) => `${start}${noFiles} -a ${name} -d ${quoted(description)}`,
    ),
    ...(values.length === 0 ? [] : [`${start} -f -a ${quoted(values.join(' '))}`]),
    ...options.map(({ name, description, takesValue, choices }) => {
      const value = takesValue ? ' -r' : ''
      const words = choices.length === 0 ? '' : ` -f -a ${quoted(choices.join(' '))}`
      return `${start} -l ${name.slice(2)}${value}${words} -d ${quoted(description)}`
    }),
  ]
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
