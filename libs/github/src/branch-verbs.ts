import { z } from 'zod'
import type { Api } from './api.ts'
import type { GitHub } from './github.ts'
import { PageCache } from './page-cache.ts'

const REPO = '/repos/{owner}/{repo}'

const RefAnswer = z.object({ object: z.object({ sha: z.string() }) })
const BranchAnswer = z.object({ name: z.string(), protected: z.boolean() })
const RepositoryAnswer = z.object({ default_branch: z.string().min(1) })

type BranchVerbs = Pick<GitHub, 'branchHead' | 'isProtected' | 'defaultBranch'>

/** What is asked about branches. */
export function branchVerbs(api: Api): BranchVerbs {
  const known = new PageCache<z.output<typeof BranchAnswer>>()
  return {
    async branchHead(repo, branch, signal) {
      const route = `GET ${REPO}/git/ref/{ref}`
      const params = { ref: `heads/${branch}` }
      const ref = await api.askOrNull({ route, repo, params, answer: RefAnswer, signal })
      return ref?.object.sha ?? null
    },

    async isProtected(repo, branch, signal) {
      const route = `GET ${REPO}/branches/{branch}`
      const params = { branch }
      const question = { route, repo, params, answer: BranchAnswer, known, signal }
      const found = await api.askOrNull(question)
      if (found === null) return false
      // GitHub follows a branch's old name to its new one: the answer is then about another branch.
      return found.protected || found.name !== branch
    },

    async defaultBranch(repo, signal) {
      const route = `GET ${REPO}`
      const found = await api.ask({ route, repo, answer: RepositoryAnswer, signal })
      return found.default_branch
    },
  }
}
