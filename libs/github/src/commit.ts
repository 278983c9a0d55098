import { z } from 'zod'

/** One commit, without its files. */
export interface Commit {
  sha: string
  message: string
  /** Null when GitHub knows no account for the author's address. */
  authorLogin: string | null
  /** As written in the commit, which anybody can write. */
  authorEmail: string
  parents: string[]
}

/** https://docs.github.com/en/rest/commits/commits#get-a-commit */
export const CommitAnswer = z
  .object({
    sha: z.string(),
    commit: z.object({
      message: z.string(),
      author: z.object({ email: z.string().optional() }).nullable(),
    }),
    // GitHub answers `{}` for an author without an account in some cases.
    author: z.object({ login: z.string().optional() }).nullable(),
    parents: z.array(z.object({ sha: z.string() })),
  })
  .transform(
    (answer): Commit => ({
      sha: answer.sha,
      message: answer.commit.message,
      authorLogin: answer.author?.login ?? null,
      authorEmail: answer.commit.author?.email ?? '',
      parents: answer.parents.map((parent) => parent.sha),
    }),
  )
