import { type Config, secretsOf } from '@millwright/config'
import { createGitHub } from '@millwright/github'
import { createLogger, createRedactor } from '@millwright/logger'
import { configured } from './check.ts'

const ANSWER_MS_MAX = 10_000

/** GitHub: a credential is there, and GitHub takes it. */
export const githubCheck = configured('GitHub', async ({ lead }) => {
  const auth = authOf(lead)
  const { api_url: apiUrl, git_url: gitUrl } = lead.github
  if (auth === null) {
    const fix = 'set github.app_id and github.private_key_file, or github.token_file'
    return { ok: false, detail: 'no credential', fix }
  }
  const redact = createRedactor(secretsOf(lead))
  const logger = createLogger({ name: 'doctor', level: 'silent', redact })
  try {
    const github = createGitHub({ apiUrl, gitUrl, auth, logger, timeoutMs: ANSWER_MS_MAX })
    const { login, mode, permissions } = await github.whoAmI(AbortSignal.timeout(ANSWER_MS_MAX))
    const webhooks =
      lead.github.webhook_secret === null ? '; no webhook secret, so only sweeps' : ''
    return {
      ok: true,
      detail: `${apiUrl} knows us as ${login} (${mode})${webhooks}${lacks(permissions)}`,
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const fix = 'check the credential, github.api_url and the network'
    return { ok: false, detail: redact(`${apiUrl}: ${why}`), fix }
  }
})

/** What an App does without; a token is found out by using it. */
const wanted = [
  ['actions', 'no failed jobs are run again'],
  ['checks', 'no checks are shown'],
  ['contents', 'nothing is pushed'],
  ['pull_requests', 'no comments are written'],
] as const

function lacks(permissions: Readonly<Record<string, unknown>> | null): string {
  if (permissions === null) return '; a token shows commit statuses, as only Apps write checks'
  const missing = wanted.filter(([name]) => permissions[name] !== 'write')
  return missing.map(([name, effect]) => `; without ${name}: write ${effect}`).join('')
}

/** The credential that the lead works with; null when there is none. */
export function authOf({ github }: Config) {
  const { app_id, private_key, token } = github
  if (app_id !== null && private_key !== null) {
    return { kind: 'app' as const, appId: app_id, privateKey: private_key }
  }
  return token === null ? null : { kind: 'token' as const, token }
}
