import { type Report, TemplateError } from './template-error.ts'

/** A part of a file, and the line of the file that it starts on. */
export type Section = { text: string; line: number }

export type SplitPrompt = { front: Section; system: Section; user: Section }

/**
 * Cuts a prompt file into its front matter, its `# system` part and its `# user` part.
 * This happens before any value is known, so that no value can move text from one part to another.
 * Null when a part is missing or stands twice, which is reported.
 */
export function splitPrompt(file: string, text: string, report: Report): SplitPrompt | null {
  const lines = text.split('\n')
  const end = lines.indexOf('---', 1)
  const system = lines.indexOf('# system', end)
  const user = lines.indexOf('# user', end)
  const problems = problemsOf(lines, { end, system, user })
  for (const [line, problem] of problems) {
    report(new TemplateError(problem, { file, line, column: 1 }, text))
  }
  if (problems.length > 0) return null
  const part = (from: number, to: number) => ({
    text: lines.slice(from, to).join('\n'),
    line: from + 1,
  })
  return { front: part(1, end), system: part(system + 1, user), user: part(user + 1, lines.length) }
}

type Cuts = { end: number; system: number; user: number }

/** What is wrong with where a file is cut, each with its line. */
function problemsOf(lines: readonly string[], { end, system, user }: Cuts): [number, string][] {
  if (lines[0] !== '---') return [[1, 'the file has to begin with front matter: a line "---"']]
  if (end === -1) return [[1, 'the front matter has no end: a second line "---"']]
  const problems: [number, string][] = []
  if (system === -1) {
    problems.push([end + 1, 'the line "# system" is missing after the front matter'])
  }
  if (user === -1) problems.push([lines.length, 'the line "# user" is missing'])
  if (problems.length > 0) return problems
  if (user < system) return [[user + 1, '"# system" has to come before "# user"']]
  for (const [index, line] of lines.entries()) {
    if (index > end && index < system && line.trim() !== '') {
      problems.push([index + 1, 'text before "# system" would reach no part of the prompt'])
    }
    if (index > system && index !== user && /^# (?:system|user)$/.test(line)) {
      problems.push([index + 1, `"${line}" stands here twice`])
    }
  }
  return problems
}
