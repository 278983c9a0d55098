import type { Parts } from '../parts.ts'

/** Hands a push the token that it needs; one that it failed with is not used again. */
export async function withPushToken<T>(
  { github }: Parts,
  repo: string,
  push: (token: string) => Promise<T>,
): Promise<T> {
  const token = await github.pushToken(repo)
  try {
    return await push(token)
  } catch (error) {
    github.dropPushToken(repo)
    throw error
  }
}
