import type { Parts } from '../parts.ts'

/** Why nothing is done on a pull request that was switched off, in a sentence; null where it is on. */
export async function whyOff({ store }: Parts, repo: string, pr: number): Promise<string | null> {
  const offBy = await store.pullSwitchedOffBy(repo, pr)
  return offBy && `${offBy} switched Millwright off there: /millwright on comes first`
}
