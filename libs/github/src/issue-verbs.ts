import { z } from 'zod'
import type { Api } from './api.ts'
import type { GitHub } from './github.ts'
import { IssueAnswer } from './issue.ts'

/** Of what one account has opened in one repository, as many are looked at, the newest first. */
const ISSUES_MAX = 1_000
const ISSUES = '/repos/{owner}/{repo}/issues'

/** What is read and written of issues. */
export function issueVerbs(api: Api): Pick<GitHub, 'listIssuesBy' | 'createIssue' | 'updateIssue'> {
  return {
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
