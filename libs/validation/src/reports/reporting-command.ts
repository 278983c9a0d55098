import { cargoReport } from './cargo-report.ts'
import type { KnownFormat } from './count-tests.ts'
import { reportFile } from './read-reports.ts'
import { runnerOf } from './runners.ts'

/** A command that leaves a report of its tests behind, and otherwise does what it did. */
export interface ReportingCommand {
  readonly command: string
  readonly variables: Readonly<Record<string, string>>
  readonly format: KnownFormat
  /** True when the report is all that it prints to its standard output. */
  readonly isPrinted: boolean
}

/** The names of scripts in the repository's package.json, and their commands. */
export type Scripts = Readonly<Record<string, string>>

/** Nothing that the shell would read as more than words; a folder may be entered first. */
const simple = /^(?:cd [\w./-]{1,200} && )?([\w@%+=:,./'"* -]{1,2000})$/
const script =
  /^(?:npm (?:(?=test\b)|run(?:-script)? )|(?:pnpm|yarn) (?:run )?)(?:--?[\w-]+ )*(?<name>[\w:.-]{1,100})(?: .*)?$/
const goTest = /^go test\b(?!.* -(?:json|c|exec|list|bench)\b)/

/** True when `reportingCommand` has to know the scripts of package.json. */
export const startsScript = (command: string) => script.test(command.trim())

/**
 * Has the tests of a known runner reported to the first of the files of `path`. Null for everything else: a command that is
 * more than one, or that is not known, is run as it is.
 */
export function reportingCommand(
  command: string,
  path: string,
  scripts: Scripts,
): ReportingCommand | null {
  const text = command.trim()
  const words = simple.exec(text)?.[1]?.trim()
  if (words === undefined || !isClosed(words)) return null
  if (goTest.test(words)) return printed(text)
  const cargo = cargoReport(text, words, path)
  if (cargo !== null) return { ...cargo, format: 'libtest', isPrinted: false }
  const direct = runnerOf(words)
  const runner = direct ?? (words === text ? runnerOfScript(words, scripts) : null)
  if (runner === null) return null
  const file = reportFile(path)
  const more = runner.arguments?.(file)
  // npm keeps what stands before the two dashes to itself.
  const dashes = direct === null && words.startsWith('npm') && !/ -- /.test(words) ? ' --' : ''
  return {
    command: more === undefined ? text : `${text}${dashes} ${more}`,
    variables: runner.variables?.(file) ?? {},
    format: runner.format,
    isPrinted: false,
  }
}

/** `go test` reports instead of what it prints; see `textOfGo`. */
function printed(command: string): ReportingCommand {
  const reporting = command.replace(/\bgo test\b/, 'go test -json')
  return { command: reporting, variables: {}, format: 'go', isPrinted: true }
}

function runnerOfScript(words: string, scripts: Scripts) {
  const name = script.exec(words)?.groups?.name
  const content = name === undefined ? undefined : scripts[name]?.trim()
  const inner = content === undefined ? undefined : simple.exec(content)?.[1]
  const runner =
    inner === undefined || inner !== content || !isClosed(inner) ? null : runnerOf(inner)
  return runner?.unless.test(words) === true ? null : runner
}

/** An open quotation mark would take in what is put behind the command. */
function isClosed(words: string): boolean {
  return [`'`, '"'].every((mark) => words.split(mark).length % 2 === 1)
}
