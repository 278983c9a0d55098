import { z } from 'zod'
import type { Api } from './api.ts'
import type { GitHub } from './github.ts'

type OwnVerbs = Pick<GitHub, 'whoAmI' | 'cloneToken' | 'pushToken'>

const AppAnswer = z.object({
  slug: z.string().min(1),
  permissions: z.record(z.string(), z.unknown()).default({}),
})
const UserAnswer = z.object({ login: z.string().min(1) })

/** Who we are, and the tokens that git needs. `onSecret` hears of a token before its receiver. */
export function ownVerbs(api: Api, onSecret: (secret: string) => void): OwnVerbs {
  async function mint(repo: string, access: 'read' | 'write', signal?: AbortSignal) {
    const token = await api.contentsToken(repo, access, signal)
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
  /** A credential keeps its name, so GitHub is asked once. */
  let known: Awaited<ReturnType<GitHub['whoAmI']>> | null = null
  return {
    async whoAmI(signal) {
      known ??= await askName(signal)
      return known
    },
    // A personal token reaches further than one repository, so no worker may see it.
    cloneToken: async (repo, signal) => (api.mode === 'token' ? null : mint(repo, 'read', signal)),
    pushToken: (repo, signal) => mint(repo, 'write', signal),
  }
}
