import { pathToFileURL } from 'node:url'

/** What a runner does to the lines that a step prints before they reach the log. */
export interface Presentation {
  /** Where the job lives on this machine; the log says `/home/runner`, as on GitHub's own. */
  readonly home: string
  readonly secrets: readonly string[]
}

const SECRET_CHARS_MIN = 3

/** Hides the values of secrets and the place of the job. */
export function presentLine(line: string, { home, secrets }: Presentation): string {
  // Programs name files by their URL, too, where a space is written as %20.
  const { pathname } = pathToFileURL(home)
  let shown = line.replaceAll(home, '/home/runner').replaceAll(pathname, '/home/runner')
  for (const secret of secrets) {
    if (secret.length >= SECRET_CHARS_MIN) shown = shown.replaceAll(secret, '***')
  }
  return shown
}

const command = /^::(error|warning|notice|debug|group|endgroup|add-mask)(?: [^:]*)?::(.*)$/
const compilerError = /^[^\s].*\(\d+,\d+\): error TS\d+: /

/**
 * Workflow commands (`::error::…`) become marks; so do errors of the TypeScript compiler once
 * actions/setup-node has registered its matchers. Null for a line that the log does not show.
 */
export function markLine(line: string, hasNodeMatchers: boolean): string | null {
  const [, name, text = ''] = command.exec(line) ?? []
  if (name === 'debug' || name === 'add-mask') return null
  if (name !== undefined) return `##[${name}]${text}`
  return hasNodeMatchers && compilerError.test(line) ? `##[error]${line}` : line
}
