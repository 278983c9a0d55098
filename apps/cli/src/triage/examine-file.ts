import type { Explanation, LogFacts, RuleSet } from '@millwright/triage'
import { CliError } from '../cli-error.ts'
import { exitCode } from '../exit-code.ts'
import { complain } from './complain.ts'
import { openLogs } from './open-log.ts'

/** One log that was looked at. */
export interface Examined {
  readonly file: string
  /** Its name in the archive `file`. */
  readonly entry?: string
  readonly explanation: Explanation
}

/**
 * Looks at the log in a file, or at those of an archive. The archive of a run holds the logs of
 * green jobs as well; these are passed over.
 */
export async function* examineFile(
  file: string,
  facts: LogFacts,
  rules: RuleSet,
): AsyncGenerator<Examined> {
  const { explain } = await import('@millwright/triage')
  const { logs, nested, close } = await openLogs(file)
  for (const name of nested) {
    process.exitCode = complain(file, new CliError(`${name} is an archive itself: unpack it`))
  }
  let count = 0
  try {
    for (const { entry, open } of logs) {
      const explanation = await explain(open(), facts, rules)
      if (entry !== undefined && explanation.hasPassed) continue
      count++
      yield { file, ...(entry !== undefined && { entry }), explanation }
    }
  } finally {
    close()
  }
  if (count === 0) throw new CliError('no job of this archive failed', exitCode.notFound)
}
