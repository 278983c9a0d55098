import { GateResult, isFinished, Outcome, TaskState, Verdict } from '@millwright/protocol'
import { type CountName, type Counts, RESOLUTION_SECONDS } from '@millwright/store'
import type { Family, Sample } from './family.ts'

/**
 * What has been counted since the first start. The counts stand in Redis and are raised in the
 * step that changes a task, so they survive a restart of any process and no step counts twice.
 * `millwright_commits_judged_total` and the state `resolved` are GitHub's word, not a worker's;
 * tokens and cost are what the workers metered.
 */
export function countedFamilies(counts: Counts): Family[] {
  const of = (name: CountName) => counts.get(name) ?? 0
  const each = <T extends string>(label: string, values: readonly T[], name: (v: T) => CountName) =>
    values.map((value): Sample => ({ labels: { [label]: value }, value: of(name(value)) }))
  const single = (name: CountName) => [{ value: of(name) }]
  return [
    counter(
      'tasks_opened',
      'Tasks opened.',
      each('verdict', Verdict.options, (v) => `opened:${v}`),
    ),
    counter('tasks_ended', 'Tasks that ended; resolved means that CI on GitHub is green.', [
      ...each('state', TaskState.options.filter(isFinished), (v) => `ended:${v}`),
    ]),
    counter('commits_pushed', 'Commits of ours on GitHub.', single('pushed')),
    counter('commits_judged', 'Commits of ours that CI on GitHub judged.', judged(of)),
    counter('attempts', 'Claims of a task by a worker.', single('claimed')),
    counter('retries', 'What was tried again, and why.', [
      ...each('why', ['ci_red', 'person', 'worker_lost'] as const, (v) => `retried:${v}`),
    ]),
    counter('results', 'What workers handed in; nothing means an attempt that broke.', [
      ...each('outcome', [...Outcome.options, 'nothing'] as const, (v) => `reported:${v}`),
    ]),
    counter('gate_decisions', 'Patches by what the gate decided.', [
      ...each('decision', GateResult.shape.decision.options, (v) => `gated:${v}`),
    ]),
    resolution(of),
    counter('cost_usd', 'Money spent on the model, in US dollars, where the price is known.', [
      { value: of('cost:micro_usd') / 1_000_000 },
    ]),
    counter('results_priced', 'Results by whether their cost is known.', [
      { labels: { price: 'known' }, value: of('cost:priced') },
      { labels: { price: 'unknown' }, value: of('cost:unpriced') },
    ]),
    counter('model_tokens', 'Tokens by kind.', tokens(of)),
    counter('missed_runs', 'Red runs that a sweep found and no webhook.', single('missed_runs')),
    counter('unseen_runs', 'Red runs that nothing saw before a night.', single('unseen_runs')),
  ]
}

type Of = (name: CountName) => number

function counter(name: string, help: string, samples: readonly Sample[]): Family {
  return { name: `millwright_${name}_total`, type: 'counter', help, samples }
}

function judged(of: Of): Sample[] {
  return (['first', 'later'] as const).flatMap((attempt) =>
    (['green', 'red'] as const).map((ci) => ({
      labels: { attempt, ci },
      value: of(`judged:${attempt}:${ci}`),
    })),
  )
}

function tokens(of: Of): Sample[] {
  return (['input', 'output', 'cache_read', 'cache_write'] as const).map((kind) => ({
    labels: { kind },
    value: of(`tokens:${kind}_tokens`),
  }))
}

function resolution(of: Of): Family {
  let below = 0
  const buckets = RESOLUTION_SECONDS.map((bound): Sample => {
    below += of(`resolution:${bound}`)
    return { suffix: '_bucket', labels: { le: String(bound) }, value: below }
  })
  const all = below + of('resolution:more')
  return {
    name: 'millwright_resolution_seconds',
    type: 'histogram',
    help: 'From the end of the failed job to green CI on our commit, in seconds.',
    samples: [
      ...buckets,
      { suffix: '_bucket', labels: { le: '+Inf' }, value: all },
      { suffix: '_sum', value: of('resolution:seconds') },
      { suffix: '_count', value: all },
    ],
  }
}
