import { readFile } from 'node:fs/promises'
import { oneLine } from './one-line.ts'

const LINES_MAX = 15
const LINE_CHARS_MAX = 400

/** The service did not come up. Its message holds the end of the log, for people. */
export class NotReadyError extends Error {
  /** @param problem one sentence. */
  static async create(problem: string, logFile: string, cause: unknown): Promise<NotReadyError> {
    const lines = (await readFile(logFile, 'utf8').catch(() => '')).trimEnd().split('\n')
    const end = lines.slice(-LINES_MAX).map((line) => `  ${oneLine(line, LINE_CHARS_MAX)}`)
    return new NotReadyError(`${problem}; the end of its log, ${logFile}:\n${end.join('\n')}`, {
      cause,
    })
  }
}
