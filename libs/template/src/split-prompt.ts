import { TemplateError } from './template-error.ts'

/** A part of a file, and the line of the file that it starts on. */
export type Section = { text: string; line: number }

export type SplitPrompt = { front: Section; system: Section; user: Section }

/**
 * Cuts a prompt file into its front matter, its `# system` part and its `# user` part.
 * This happens before any value is known, so that no value can move text from one part to another.
 */
export function splitPrompt(file: string, text: string): SplitPrompt {
  const refuse = (problem: string, line: number) =>
    new TemplateError(problem, { file, line, column: 1 }, text)
  const lines = text.split('\n')
  if (lines[0] !== '---') throw refuse('the file has to begin with front matter: a line "---"', 1)
  const end = lines.indexOf('---', 1)
  if (end === -1) throw refuse('the front matter has no end: a second line "---"', 1)
  const system = lines.indexOf('# system', end)
  const user = lines.indexOf('# user', end)
  if (system === -1) throw refuse('the line "# system" is missing after the front matter', end + 1)
  if (user === -1) throw refuse('the line "# user" is missing', lines.length)
  if (user < system) throw refuse('"# system" has to come before "# user"', user + 1)
  for (const [index, line] of lines.entries()) {
    if (index > end && index < system && line.trim() !== '') {
      throw refuse('text before "# system" would reach no part of the prompt', index + 1)
    }
    if (index > system && index !== user && /^# (?:system|user)$/.test(line)) {
      throw refuse(`"${line}" stands here twice`, index + 1)
    }
  }
  const part = (from: number, to: number) => ({
    text: lines.slice(from, to).join('\n'),
    line: from + 1,
  })
  return { front: part(1, end), system: part(system + 1, user), user: part(user + 1, lines.length) }
}
