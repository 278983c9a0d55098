import { z } from 'zod'
import type { Api } from './api.ts'
import type { GitHub } from './github.ts'
import { GitHubError } from './github-error.ts'
import { IssueAnswer } from './issue.ts'

/** Of what one account has opened in one repository, as many are looked at, the newest first. */
const ISSUES_MAX = 1_000
const refusals: ReadonlySet<string> = new Set([
  'MW_GITHUB_AUTH',
  'MW_GITHUB_NOT_FOUND',
  'MW_GITHUB_REFUSED',
])
const ISSUES = '/repos/{owner}/{repo}/issues'

type IssueVerbs = Pick<GitHub, 'addLabels' | 'listIssuesBy' | 'createIssue' | 'updateIssue'>

/** What is read and written of issues, and of pull requests as the issues that they are as well. */
export function issueVerbs(api: Api): IssueVerbs {
  return {
    async addLabels(repo, pr, labels, signal) {
      const route = `POST ${ISSUES}/{issue_number}/labels`
      const params = { issue_number: pr, labels }
      try {
        await api.ask({ route, repo, params, answer: z.unknown(), signal })
        return 'done'
      } catch (error) {
        const code = error instanceof GitHubError ? error.code : null
        if (code !== null && refusals.has(code)) return 'refused'
        throw error
      }
    },

    async listIssuesBy(repo, creator, signal) {
      const issues = await api.list({
        route: `GET ${ISSUES}`,
        repo,
        params: { creator, state: 'all', sort: 'created', direction: 'desc' },
        answer: z.array(IssueAnswer),
        itemsMax: ISSUES_MAX,
        signal,
      })
      return issues.filter(({ isPull }) => !isPull)
    },

    createIssue: (repo, issue, signal) =>
      api.ask({
        route: `POST ${ISSUES}`,
        repo,
        params: issue,
        answer: IssueAnswer,
        isRepeatable: false,
        signal,
      }),

    updateIssue: (repo, number, change, signal) =>
      api.ask({
        route: `PATCH ${ISSUES}/{issue_number}`,
        repo,
        params: { issue_number: number, ...change },
        answer: IssueAnswer,
        signal,
      }),
  }
}
