import { GitHubError } from './github-error.ts'
import { nameOf, type Question, type Subject } from './question.ts'

/** Takes what is used out of an answer, or throws GitHubError where it has another form. */
export function parseAnswer<T>(question: Question<T>, data: unknown): T {
  const result = question.answer.safeParse(data)
  if (result.success) return result.data
  throw misfit(question, result.error.issues[0]?.path.join('.') || 'the whole body')
}

/** An answer that GitHub's documentation does not allow. */
export function misfit(subject: Subject, place: string): GitHubError {
  return new GitHubError(
    'MW_GITHUB_ANSWER',
    `GitHub's answer to ${nameOf(subject)} is not of the documented form (${place}): check that github.api_url names a GitHub server`,
  )
}
