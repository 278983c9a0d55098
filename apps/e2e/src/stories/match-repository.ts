import type { ModelRequest } from '@millwright/testing'

/** Makes a script answer only the task of one repository, named in its prompt. */
export function matchRepository(repo: string): (request: ModelRequest) => boolean {
  return (request) => request.text.includes(repo)
}
