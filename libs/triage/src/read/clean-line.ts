import { PIECES_PER_LINE_MAX } from '../limits.ts'
import { withoutPrefix } from './line-prefix.ts'

/** A line as rules see it: no timestamp, no terminal escapes, no control characters. */
export type CleanLine = {
  /** The parts that carriage returns cut the line into; a terminal shows the last one only. */
  pieces: string[]
  /** The job that `gh run view --log` names in its first column; empty without columns. */
  jobName: string
  /** The step that it names in its second column; null where it knows none. */
  stepName: string | null
  /** True when the runner printed the line in the colour it echoes scripts in. */
  isEchoedScript: boolean
}

// Every expression here looks at a character a bounded number of times, whatever the input is.
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape that hides a tab makes no column.
const column = /^([^\t\u001b]{1,200})\t([^\t\u001b]{0,300})\t(?=(?:\uFEFF|\?{3})?\d{4}-\d\d-\d\dT)/
/** What a shell in another encoding has made of a byte-order mark behind the columns. */
const mangledMark = /^\?{3}(?=\d{4}-\d\d-\d\dT)/
/** What `gh run view --log` writes for a step that it cannot tell. */
const UNKNOWN_STEP = 'UNKNOWN STEP'
const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z ?/
const escapes =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal escapes are what is removed.
  /\u001b\[[0-9;:?<=>]*[ -/]*[@-~]|\u001b[\]_][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u009f]/g
/** Documented in actions/runner `ScriptHandler.cs`: the echoed script is bright cyan. */
const echoColour = '\u001b[36;1m'

/**
 * Removes what the runner and the terminal added to one line of a job log. `hasColumns` tells
 * whether the log has the columns of `gh run view --log`: see `hasColumns`.
 */
export function cleanLine(raw: string, hasColumns: boolean): CleanLine {
  let text = raw
  let jobName = ''
  let stepName: string | null = null
  const columns = hasColumns && text.includes('\t') ? column.exec(text) : null
  if (columns) {
    jobName = columns[1] ?? ''
    stepName = columns[2] === UNKNOWN_STEP ? null : columns[2] || null
    text = text.slice(columns[0].length).replace(mangledMark, '')
  }
  text = withoutMark(text).replace(timestamp, '')
  text = withoutMark(text)
  const isEchoedScript = text.startsWith(echoColour)
  if (text.includes('\u001b')) text = text.replaceAll(escapes, '')
  const pieces = splitAtReturns(text)
    .map((piece) => withoutPrefix(piece.replaceAll(controls, '')).trimEnd())
    .filter((piece) => piece !== '')
  return { pieces, jobName, stepName, isEchoedScript }
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

function splitAtReturns(text: string): string[] {
  if (!text.includes('\r')) return [text]
  const pieces = text.split('\r')
  if (pieces.length <= PIECES_PER_LINE_MAX) return pieces
  const rest = pieces.slice(PIECES_PER_LINE_MAX - 1).join(' ')
  return [...pieces.slice(0, PIECES_PER_LINE_MAX - 1), rest]
}
