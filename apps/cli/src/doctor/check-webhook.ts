import { type Config, secretsOf } from '@millwright/config'
import { createGitHub, type HookDelivery } from '@millwright/github'
import { createLogger, createRedactor } from '@millwright/logger'
import { configured, type Finding } from './check.ts'
import { authOf } from './check-accounts.ts'

const ANSWER_MS_MAX = 10_000
/** GitHub keeps its deliveries for three days. */
const KEPT_MS = 3 * 24 * 3_600_000
const DELIVERIES_MAX = 20

/**
 * Whether GitHub reaches the webhook listener, by its own word: what became of the last delivery.
 * Nothing here can try the way from GitHub to this machine.
 */
export const webhookCheck = configured('webhook', async ({ lead }) => {
  const { webhook_secret, pull_seconds } = lead.github
  const asked = pull_seconds > 0 ? `GitHub is asked every ${pull_seconds} s` : 'only sweeps'
  if (webhook_secret === null) return { ok: true, detail: `no webhook secret: ${asked}` }
  const last = await lastDelivery(lead)
  if (typeof last === 'string') return { ok: true, detail: last }
  if (last === null) {
    return { ok: true, detail: `GitHub has delivered nothing in three days; ${asked}` }
  }
  return judge(last, asked)
})

function judge({ event, deliveredAt, statusCode }: HookDelivery, asked: string): Finding {
  const what = `the last delivery (${event}, ${deliveredAt})`
  if (statusCode >= 200 && statusCode < 300) {
    return { ok: true, detail: `${what} was answered with ${statusCode}` }
  }
  const answer = statusCode === 0 ? 'reached nobody' : `was answered with ${statusCode}`
  const fix =
    statusCode === 401
      ? 'give GitHub the secret of github.webhook_secret_file'
      : 'let GitHub reach webhook.port through your tunnel or reverse proxy, and see its log'
  return { ok: false, detail: `${what} ${answer}; until then ${asked}`, fix }
}

/** The newest of all hooks; null for none, a sentence when GitHub cannot be asked. */
async function lastDelivery(lead: Config): Promise<HookDelivery | string | null> {
  const auth = authOf(lead)
  if (auth === null) return 'not looked at: there is no credential'
  const redact = createRedactor(secretsOf(lead))
  const logger = createLogger({ name: 'doctor', level: 'silent', redact })
  const { api_url: apiUrl, git_url: gitUrl } = lead.github
  const github = createGitHub({ apiUrl, gitUrl, auth, logger, timeoutMs: ANSWER_MS_MAX })
  const signal = AbortSignal.timeout(ANSWER_MS_MAX)
  const since = new Date(Date.now() - KEPT_MS).toISOString()
  try {
    const hooks = await github.listHooks(Object.keys(lead.repositories), signal)
    const lists = hooks.map((hook) =>
      github.listHookDeliveries(hook, { since, limit: DELIVERIES_MAX }, signal),
    )
    const all = (await Promise.all(lists)).flat()
    return all.toSorted((a, b) => b.deliveredAt.localeCompare(a.deliveredAt))[0] ?? null
  } catch (error) {
    return redact(`not looked at: ${error instanceof Error ? error.message : String(error)}`)
  }
}
