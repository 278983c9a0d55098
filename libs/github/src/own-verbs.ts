import { z } from 'zod'
import type { Api } from './api.ts'
import type { Calls } from './calls.ts'
import type { GitHub } from './github.ts'

type OwnVerbs = Pick<GitHub, 'whoAmI' | 'cloneToken' | 'pushToken' | 'dropPushToken'>

/** GitHub's tokens live for an hour, and no push takes longer than the ten minutes left. */
const PUSH_TOKEN_MS = 50 * 60_000
/** Repositories whose token is remembered. */
const REPOSITORIES_MAX = 5_000

const AppAnswer = z.object({
  slug: z.string().min(1),
  permissions: z.record(z.string(), z.unknown()).default({}),
})
const UserAnswer = z.object({ login: z.string().min(1) })

/** Who we are, and the tokens that git needs. `onSecret` hears of a token before its receiver. */
export function ownVerbs(api: Api, calls: Calls, onSecret: (secret: string) => void): OwnVerbs {
  async function mint(repo: string, access: 'read' | 'write', signal?: AbortSignal) {
    const token = await calls.contentsToken(repo, access, signal)
    onSecret(token)
    return token
  }
  async function askName(signal?: AbortSignal) {
    const own = { repo: null, signal }
    if (api.mode === 'token') {
      const { login } = await api.ask({ ...own, route: 'GET /user', answer: UserAnswer })
      return { login, mode: api.mode, permissions: null }
    }
    const { slug, permissions } = await api.ask({ ...own, route: 'GET /app', answer: AppAnswer })
    // This is the name under which GitHub shows what an App writes.
    return { login: `${slug}[bot]`, mode: api.mode, permissions }
  }
  const pushTokens = new Map<string, { token: string; untilMs: number }>()
  /** A credential keeps its name, so GitHub is asked once. */
  let known: Awaited<ReturnType<GitHub['whoAmI']>> | null = null
  return {
    async whoAmI(signal) {
      known ??= await askName(signal)
      return known
    },
    // A personal token reaches further than one repository, so no worker may see it.
    cloneToken: async (repo, signal) => (api.mode === 'token' ? null : mint(repo, 'read', signal)),
    async pushToken(repo, signal) {
      const known = pushTokens.get(repo)
      if (known && known.untilMs > performance.now()) return known.token
      const token = await mint(repo, 'write', signal)
      if (pushTokens.size >= REPOSITORIES_MAX) pushTokens.clear()
      pushTokens.set(repo, { token, untilMs: performance.now() + PUSH_TOKEN_MS })
      return token
    },
    dropPushToken: (repo) => void pushTokens.delete(repo),
  }
}
