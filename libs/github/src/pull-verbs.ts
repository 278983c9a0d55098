import { z } from 'zod'
import type { Api } from './api.ts'
import type { GitHub } from './github.ts'
import { PageCache } from './page-cache.ts'
import { type Pull, PullAnswer } from './pull.ts'

/** Pull requests looked at to find the one of a branch or commit. */
const PULLS_MAX = 100
const REPO = '/repos/{owner}/{repo}'

/** What is asked about pull requests. */
export function pullVerbs(api: Api): Pick<GitHub, 'findPull' | 'getPull'> {
  const known = new PageCache<Pull>()
  return {
    async findPull(repo, branchOrSha, signal) {
      const isSha = /^[0-9a-f]{40}$/.test(branchOrSha)
      const [owner] = repo.split('/')
      const pulls = await api.list({
        route: isSha ? `GET ${REPO}/commits/{commit_sha}/pulls` : `GET ${REPO}/pulls`,
        repo,
        params: isSha
          ? { commit_sha: branchOrSha }
          : { head: `${owner}:${branchOrSha}`, state: 'open' },
        answer: z.array(PullAnswer),
        itemsMax: PULLS_MAX,
        signal,
      })
      // A commit belongs to each pull request that contains it; CI ran on the head of one.
      const isItsHead = (pull: Pull) =>
        isSha ? pull.headSha === branchOrSha : pull.headBranch === branchOrSha && !pull.isFork
      return pulls.find((pull) => pull.state === 'open' && isItsHead(pull)) ?? null
    },

    getPull: (repo, number, signal) =>
      api.ask({
        route: `GET ${REPO}/pulls/{pull_number}`,
        repo,
        params: { pull_number: number },
        answer: PullAnswer,
        known,
        signal,
      }),
  }
}
