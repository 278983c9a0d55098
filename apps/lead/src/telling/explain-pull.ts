import type { Parts } from '../parts.ts'

/** Decisions that one answer holds. */
const DECISIONS_MAX = 5

/** Why each of the newest red jobs of a pull request was taken up or left alone, in words. */
export async function explainPull(
  { store }: Pick<Parts, 'store'>,
  repo: string,
  pr: number,
): Promise<string[]> {
  const decisions = await store.listDecisions({ repo, pr, limit: DECISIONS_MAX })
  if (decisions.length === 0) return ['no red job of this pull request has been looked at']
  return decisions.flatMap(({ answer, reason, head_sha, job_name, rules, at }) => [
    `${at}, at ${head_sha.slice(0, 7)}${job_name === undefined ? '' : `, job ${job_name}`}: ${answer}, ${reason}`,
    ...rules
      .filter((rule) => rule.answer !== 'act' && rule.reason !== reason)
      .map((rule) => `  also ${rule.rule}: ${rule.answer}, ${rule.reason}`),
  ])
}
