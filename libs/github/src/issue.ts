import { z } from 'zod'

/** One issue; pull requests are issues as well, and are listed among them. */
export interface Issue {
  number: number
  author: string
  body: string
  state: 'open' | 'closed'
  isPull: boolean
}

/** https://docs.github.com/en/rest/issues/issues#list-repository-issues */
export const IssueAnswer = z
  .object({
    number: z.number().int(),
    user: z.object({ login: z.string() }).nullable(),
    body: z.string().nullish(),
    state: z.enum(['open', 'closed']),
    pull_request: z.looseObject({}).nullish(),
  })
  .transform(
    (issue): Issue => ({
      number: issue.number,
      author: issue.user?.login ?? 'ghost',
      body: issue.body ?? '',
      state: issue.state,
      isPull: (issue.pull_request ?? null) !== null,
    }),
  )
