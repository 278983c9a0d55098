import { AUTHOR } from './publish-commit.ts'

/**
 * True for a commit that we made: our name as author and as committer, and our trailer. A person
 * who moves it elsewhere is its committer, and one who copies the trailer its author.
 */
export function isOwnCommit(commit: {
  message: string
  authorEmail: string
  committerEmail: string
}): boolean {
  const { authorEmail, committerEmail } = commit
  const isByUs = authorEmail === AUTHOR.email && committerEmail === AUTHOR.email
  return isByUs && taskOfCommit(commit) !== null
}

/** The task that the trailer of a commit names; null without one. Anybody can write a trailer. */
export function taskOfCommit({ message }: { message: string }): string | null {
  return /^Millwright-Task: (\S+)/m.exec(message)?.[1] ?? null
}
