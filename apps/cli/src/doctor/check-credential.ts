import { type Config, secretsOf } from '@millwright/config'
import { type CredentialFacts, examineCredential } from '@millwright/github'
import { createLogger, createRedactor } from '@millwright/logger'
import { configured, type Finding } from './check.ts'
import { authOf } from './check-accounts.ts'
import { judgeRights } from './judge-rights.ts'

const ANSWER_MS_MAX = 10_000
/** GitHub takes an App's signature for a minute; half of that is for the way. */
const CLOCK_OFF_MS_MAX = 30_000

/** The credential may do what is needed and little more, and has calls left. */
export const rightsCheck = configured('GitHub rights', ({ lead }) =>
  withFacts(lead, (facts) => {
    const problems = judgeRights(facts)
    if (problems.length > 0) {
      const fix =
        'give the App or token the rights that the README lists and no others; for more calls use an App'
      return { ok: false, detail: `the credential ${problems.join(', ')}`, fix }
    }
    const { budget, permissions, scopes } = facts
    const isTold = permissions !== null || scopes !== null
    const rights = isTold ? 'enough and no more' : 'a fine-grained token does not tell its own'
    return {
      ok: true,
      detail: budget ? `${rights}; ${budget.left} of ${budget.limit} calls left` : rights,
    }
  }),
)

/** Our clock: with another time than GitHub's, an App's signatures are refused. */
export const clockCheck = configured('clock', ({ lead }) =>
  withFacts(lead, ({ clockAheadMs }) => {
    if (clockAheadMs === null) return { ok: true, detail: 'not compared: GitHub sent no time' }
    const seconds = Math.round(clockAheadMs / 1000)
    const detail = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} GitHub’s`
    if (Math.abs(clockAheadMs) <= CLOCK_OFF_MS_MAX) return { ok: true, detail }
    return { ok: false, detail, fix: 'set the clock: timedatectl set-ntp true' }
  }),
)

/** That GitHub cannot be asked is what the check before has said. */
async function withFacts(
  lead: Config,
  judge: (facts: CredentialFacts) => Finding,
): Promise<Finding> {
  const auth = authOf(lead)
  if (auth === null) return { ok: true, detail: 'not looked at: there is no credential' }
  const redact = createRedactor(secretsOf(lead))
  const logger = createLogger({ name: 'doctor', level: 'silent', redact })
  const options = { apiUrl: lead.github.api_url, auth, logger, timeoutMs: ANSWER_MS_MAX }
  try {
    return judge(await examineCredential(options))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { ok: true, detail: redact(`not looked at: ${why}`) }
  }
}
