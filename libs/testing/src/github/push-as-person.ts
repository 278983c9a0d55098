import type { Files, Person } from '../create-git-repository.ts'
import { bareGit, resolveCommit } from './git/bare-repository.ts'
import { commitFiles, somePerson } from './git/commit-files.ts'
import { type Effects, withPushEffects } from './push-effects.ts'
import { registerPerson } from './register-person.ts'
import type { Repository } from './repository.ts'

export interface PersonsCommit {
  readonly repo: string
  readonly branch: string
  readonly files: Files
  readonly message: string
  readonly author?: Person
  readonly force?: boolean
}

/** Adds one commit to a branch, and does what a push leads to. */
export async function pushAsPerson(
  effects: Effects,
  repository: Repository,
  { branch, files, message, author = somePerson, force = false }: Omit<PersonsCommit, 'repo'>,
): Promise<string> {
  const pusher = registerPerson(effects.world, author)
  const { gitDir, defaultBranch } = repository
  return repository.serial(() =>
    withPushEffects(effects, { repository, pusher }, async () => {
      const head = force ? null : await resolveCommit(gitDir, `refs/heads/${branch}`)
      const parent = head ?? (await resolveCommit(gitDir, `refs/heads/${defaultBranch}`))
      const sha = await commitFiles(gitDir, { files, message, author, parent })
      await bareGit(gitDir, 'update-ref', `refs/heads/${branch}`, sha)
      return sha
    }),
  )
}
