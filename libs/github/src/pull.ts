import { z } from 'zod'

/** A pull request. Its texts are its author's and untrusted. */
export interface Pull {
  number: number
  state: 'open' | 'closed'
  isDraft: boolean
  /** True when the head is in another repository, or in one that is gone. */
  isFork: boolean
  /** GitHub cannot merge it: false as well while that is not known, which no list says. */
  hasConflict: boolean
  headSha: string
  headBranch: string
  baseSha: string
  baseBranch: string
  /** Of the repository; null where GitHub does not say. */
  defaultBranch: string | null
  title: string
  htmlUrl: string
  /** Login; `ghost` when the account is gone, as GitHub shows it. */
  author: string
}

const Side = z.object({
  ref: z.string(),
  sha: z.string(),
  repo: z.object({ full_name: z.string(), default_branch: z.string().min(1).nullish() }).nullable(),
})

/** https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request */
export const PullAnswer = z
  .object({
    number: z.number().int(),
    state: z.enum(['open', 'closed']),
    draft: z.boolean().default(false),
    mergeable: z.boolean().nullish(),
    head: Side,
    base: Side,
    title: z.string(),
    html_url: z.string(),
    user: z.object({ login: z.string() }).nullable(),
  })
  .transform(
    (pull): Pull => ({
      number: pull.number,
      state: pull.state,
      isDraft: pull.draft,
      isFork: pull.head.repo === null || pull.head.repo.full_name !== pull.base.repo?.full_name,
      hasConflict: pull.mergeable === false,
      headSha: pull.head.sha,
      headBranch: pull.head.ref,
      baseSha: pull.base.sha,
      baseBranch: pull.base.ref,
      defaultBranch: pull.base.repo?.default_branch ?? null,
      title: pull.title,
      htmlUrl: pull.html_url,
      author: pull.user?.login ?? 'ghost',
    }),
  )
