import { TaskState } from '@millwright/protocol'
import { listWorkers, reportLag } from '@millwright/report'
import { EVERYWHERE, type LeadStatus, type Rollout, stableOf } from '@millwright/store'
import type { StatusParts } from '../status-parts.ts'
import type { Family, Sample } from './family.ts'

/** How everything stands now. It remembers when the lead was last seen, as Redis forgets that. */
export function presentFamilies({ redis, store, queues, version }: StatusParts) {
  let lastLead: LeadStatus | null = null

  return async (): Promise<Family[]> => {
    const lead = await store.readLead()
    lastLead = lead ?? lastLead
    const workers = await listWorkers(redis)
    const pauses = await store.listPauses()
    const lag = await reportLag(redis)
    const isPaused = lead?.paused === true || pauses.some(({ scope }) => scope === EVERYWHERE)
    const tasks = await store.countTasks()
    return [
      gauge('build_info', 'The running version; always 1.', [labelled({ version }, 1)]),
      gauge('tasks', 'Tasks in the file by state.', [
        ...TaskState.options.map((state) => labelled({ state }, tasks[state])),
      ]),
      gauge('oldest_task_age_seconds', 'Age of the oldest task that waits; 0 without one.', [
        labelled({ state: 'queued' }, ageOf(await store.oldestTask('queued')) ?? 0),
        labelled(
          { state: 'awaiting_approval' },
          ageOf(await store.oldestTask('awaiting_approval')) ?? 0,
        ),
      ]),
      gauge('queue_jobs', 'Jobs in a queue by state.', depthSamples(await queues.depths())),
      gauge('reports_unread', 'Reports that the lead has not taken; NaN when Redis cannot say.', [
        { value: lag.waiting ?? Number.NaN },
      ]),
      gauge('reports_in_hand', 'Reports taken and not dealt with yet.', [{ value: lag.pending }]),
      gauge('workers', 'Workers that give signs of life, by what they run code in.', [
        ...(['bwrap', 'none'] as const).map((sandbox) => {
          return labelled({ sandbox }, workers.filter((w) => w.sandbox === sandbox).length)
        }),
      ]),
      gauge('workers_busy', 'Workers with a task in hand.', [
        { value: workers.filter(({ task_id }) => task_id !== null).length },
      ]),
      gauge('lead_up', '1 while the lead gives signs of life.', [{ value: lead ? 1 : 0 }]),
      gauge('lead_age_seconds', 'Since the last sign of life of the lead; NaN before the first.', [
        { value: ageOf(lastLead && new Date(lastLead.seen_at)) ?? Number.NaN },
      ]),
      gauge('paused', '1 while nothing new begins anywhere.', [{ value: isPaused ? 1 : 0 }]),
      gauge('paused_repositories', 'Repositories that are paused by themselves.', [
        { value: pauses.filter(({ scope }) => scope !== EVERYWHERE).length },
      ]),
      gauge('prompts_refused', '1 while an edit of the prompts is refused.', [
        { value: (await store.readPromptsInUse())?.refused ? 1 : 0 },
      ]),
      gauge('prompts_info', 'The version of the prompts in use; always 1.', [
        labelled({ hash: lastLead?.prompts ?? 'unknown' }, 1),
      ]),
      gauge('template_info', 'The versions of each template in use; always 1.', [
        ...(await store.listRollouts()).flatMap(versionSamples),
      ]),
    ]
  }
}

function gauge(name: string, help: string, samples: readonly Sample[]): Family {
  return { name: `millwright_${name}`, type: 'gauge', help, samples }
}

function labelled(labels: Readonly<Record<string, string>>, value: number): Sample {
  return { labels, value }
}

function depthSamples(depths: Readonly<Record<string, object>>): Sample[] {
  return Object.entries(depths).flatMap(([queue, depth]) =>
    Object.entries(depth).map(([state, value]) => labelled({ queue, state }, Number(value))),
  )
}

function ageOf(time: Date | null): number | null {
  return time && Math.max(0, (Date.now() - time.getTime()) / 1000)
}

function versionSamples(rollout: Rollout): Sample[] {
  const { name: template, canary } = rollout
  const stable = stableOf(rollout)
  return [
    ...(stable === null ? [] : [labelled({ template, label: 'stable', hash: stable }, 1)]),
    ...(canary === null ? [] : [labelled({ template, label: 'canary', hash: canary.hash }, 1)]),
  ]
}
