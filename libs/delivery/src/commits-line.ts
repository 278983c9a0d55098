import { Sha, type TaskRecord } from '@millwright/protocol'

/**
 * What we made, and took back. It stands outside of code, so that GitHub makes links of the shas;
 * that they are some is not taken on trust.
 */
export function commitsLine({ delivery }: TaskRecord): string {
  const [made, back] = [delivery.commit_sha, delivery.revert_sha].map((sha) =>
    Sha.safeParse(sha).success ? sha : null,
  )
  if (made == null) return ''
  return `Our commit: ${made}${back == null ? '' : `, taken back by ${back}`}`
}
