import type { Task } from '@millwright/protocol'
import type { Judgement } from '@millwright/store'

/** A green run of the workflow, in the place, where a task's failure was red. */
export interface GreenRun {
  readonly sha: string
  /** The commit is one of ours. */
  readonly isOurs: boolean
}

/**
 * Whether what GitHub's CI showed later agrees with the verdict on a failure; null when it shows
 * nothing. Green at the same commit means that no change was needed, so neither was an agent nor a
 * person, unless the diagnosis had said that it may be chance, or somebody may have mended what
 * lies outside of the code. `docs/metrics.md` has it as a table.
 */
export function judgeByCi(
  { verdict, head_sha, inputs }: Pick<Task, 'verdict' | 'head_sha' | 'inputs'>,
  green: GreenRun,
): Pick<Judgement, 'should_be' | 'why'> | null {
  const { flaky_or_infra, domain } = inputs.diagnosis
  const isOutside = domain === 'platform' || domain === 'authority'
  const right = (why: string) => ({ should_be: verdict, why })
  const wrong = { should_be: null, why: 'green at the same commit when it was run again' }
  const isSame = green.sha === head_sha
  switch (verdict) {
    case 'FIXABLE':
      return isSame ? wrong : right(`green at ${green.isOurs ? 'our' : 'a later'} commit`)
    case 'INVESTIGATE':
      if (!isSame) return green.isOurs ? null : right('green at a commit of a person')
      if (flaky_or_infra) return right('green when it was run again, as was thought possible')
      return isOutside ? null : wrong
    case 'ESCALATE':
      if (isSame) return isOutside ? null : wrong
      return green.isOurs || domain === 'platform' ? null : right('green at a commit of a person')
  }
}
