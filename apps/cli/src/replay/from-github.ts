import { type Config, secretsOf } from '@millwright/config'
import { createGitHub, type GitHub } from '@millwright/github'
import { createLogger, createRedactor } from '@millwright/logger'
import { LOG_BYTES_MAX, type Verdict } from '@millwright/protocol'
import { builtinRules, diagnose, loadRules } from '@millwright/triage'
import { authOf } from '../doctor/check-accounts.ts'
import type { PastFailure } from './past-failures.ts'

const ANSWER_MS_MAX = 60_000

/** What a replay reads from GitHub; it writes nothing there. */
export interface FromGitHub {
  /** A short-lived token that reads one repository; null where GitHub gives none. */
  cloneToken(repo: string): Promise<string | null>
  /** What triage says of the job's log today; null without a log. */
  verdictOf(past: PastFailure): Promise<Verdict | null>
}

/** With the lead's credential, in this process alone; without one nothing is read. */
export function fromGitHub(lead: Config): FromGitHub {
  const auth = authOf(lead)
  if (auth === null) return { cloneToken: async () => null, verdictOf: async () => null }
  const redact = createRedactor(secretsOf(lead))
  const logger = createLogger({ name: 'replay', level: 'silent', redact })
  const { api_url: apiUrl, git_url: gitUrl } = lead.github
  const github = createGitHub({ apiUrl, gitUrl, auth, logger, timeoutMs: ANSWER_MS_MAX })
  const rules = lead.rules_dir === null ? builtinRules() : loadRules([lead.rules_dir])
  return {
    cloneToken: (repo) => github.cloneToken(repo),
    verdictOf: async ({ failure }) => {
      if (failure === null || failure.job_id === 0) return null
      const log = await readLog(github, failure)
      if (log === null) return null
      const { conclusion, job_name: jobName, failed_step } = failure
      const step = failed_step === undefined ? {} : { failedStep: failed_step }
      return (await diagnose(log, { conclusion, jobName, ...step }, await rules)).verdict
    },
  }
}

/** GitHub keeps logs for some months; one that is gone, or cannot be had, is no reason to stop. */
async function readLog(github: GitHub, failure: { repo: string; job_id: number }) {
  const { repo, job_id } = failure
  try {
    const log = await github.jobLog(repo, job_id, { bytesMax: LOG_BYTES_MAX + 1 })
    return log.kind === 'log' ? log.stream : null
  } catch {
    return null
  }
}
