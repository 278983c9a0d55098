const names = ['retry', 'cancel', 'approve', 'reject', 'explain', 'off', 'on', 'budget'] as const
export type CommandName = (typeof names)[number]

export interface Command {
  /** `unknown` when the word after `/millwright` is none of ours. */
  readonly name: CommandName | 'unknown'
  readonly argument: string
}

/** What is said after the command, in characters; the rest is not read. */
const ARGUMENT_CHARS_MAX = 300

/**
 * Reads the first line of a comment: what stands below it, or is quoted, is never a command.
 * Null when the line is not meant for us.
 */
export function parseCommand(body: string): Command | null {
  const line = body.split(/\r?\n/, 1)[0] ?? ''
  const found = /^\/millwright(?:[ \t]+(\S{1,40})(?:[ \t]+(.*))?)?[ \t]*$/u.exec(line.trimEnd())
  if (!found) return null
  const word = found[1]?.toLowerCase() ?? ''
  const argument = (found[2] ?? '').trim().slice(0, ARGUMENT_CHARS_MAX)
  const name = names.find((known) => known === word)
  return name ? { name, argument } : { name: 'unknown', argument: word }
}

/** What can be said, for whoever said something else. */
export const commandHelp = names.map((name) => `/millwright ${name}`).join(', ')
