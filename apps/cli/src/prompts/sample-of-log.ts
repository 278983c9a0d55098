import { promptValues } from '@millwright/template'
import { CliError } from '../cli-error.ts'
import { exitCode } from '../exit-code.ts'
import { openLogs } from '../triage/open-log.ts'
import type { Sample } from './sample.ts'

/** What the lead would know besides the log. */
const unknown = {
  ...{ repo: 'owner/name', head_branch: 'branch', head_sha: '0'.repeat(40), job_name: 'job' },
}

/**
 * The failure that a log tells of, through triage as in the lead; `-` is standard input. Of an
 * archive it is the first job that failed.
 */
export async function sampleOfLog(file: string): Promise<Sample> {
  const { builtinRules, distil, explain, taskTypeOf } = await import('@millwright/triage')
  const rules = await builtinRules()
  const { logs, close } = await openLogs(file)
  try {
    for (const { entry, open } of logs) {
      const { diagnosis, hasPassed } = await explain(open(), {}, rules)
      if (entry !== undefined && hasPassed) continue
      const type = taskTypeOf(diagnosis)
      const told = { type, logs: distil(diagnosis), previous: '' }
      const name = entry === undefined ? file : `${file}: ${entry}`
      return { name, type, repo: null, values: promptValues(unknown, diagnosis, told) }
    }
  } finally {
    close()
  }
  throw new CliError('no job of this archive failed', exitCode.notFound)
}
