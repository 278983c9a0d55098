import { Verdict } from '@millwright/protocol'
import type { Judgement } from '@millwright/store'
import type { Family } from './family.ts'

/** Decision accuracy for Prometheus: `right` by all is the share that the page shows. */
export function judgedFamily(judged: readonly Judgement[]): Family {
  return {
    name: 'millwright_verdicts_judged',
    type: 'gauge',
    help: 'Verdicts of which it came to light in 90 days whether they were right.',
    samples: Verdict.options.flatMap((verdict) =>
      (['right', 'wrong'] as const).map((was) => ({
        labels: { verdict, was },
        value: judged.filter((one) => one.verdict === verdict && isRight(one) === (was === 'right'))
          .length,
      })),
    ),
  }
}

/** That what came to light agrees with the verdict. */
export function isRight({ verdict, should_be }: Judgement): boolean {
  return verdict === should_be
}
