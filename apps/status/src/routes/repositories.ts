import type { Config } from '@millwright/config'
import { isFinished, RepositoryMode, TaskState } from '@millwright/protocol'
import { EVERYWHERE, Incident, Pause, repositoryDay, Spend } from '@millwright/store'
import { z } from 'zod'
import { ANSWER_MS_MAX, INCIDENTS_SHOWN, LIST_MAX, RED_RATE_DAYS } from '../limits.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const Repository = z.object({
  repo: z.string(),
  mode: RepositoryMode,
  /** The pause that holds it up, its own or that of everything. */
  pause: Pause.nullable(),
  runs: z.object({
    days: z.number().int(),
    red: z.number().int(),
    green: z.number().int(),
    /** Red among all, 0 to 1; null before any run was heard of. */
    red_rate: z.number().nullable(),
  }),
  /** Incidents that are red somewhere, and those of all that are known to go green when run again. */
  incidents: z.object({ open: z.number().int(), flaky: z.array(Incident) }),
  tasks: z.object({ open: z.number().int(), awaiting_approval: z.number().int() }),
  last_failure: z.object({ at: z.iso.datetime(), summary: z.string() }).nullable(),
  /** Model spend of today (UTC), in US dollars. */
  budget: Spend.extend({ limit: z.number() }),
  forks: z.boolean(),
  drafts: z.boolean(),
  protected_branches: z.array(z.string()),
  validation: z.array(z.string()),
  setup: z.object({ commands: z.array(z.string()), hosts: z.array(z.string()) }),
})

const open = TaskState.options.filter((state) => !isFinished(state))

/** The repositories that are watched, as they stand. */
export function addRepositories(server: StatusServer, parts: StatusParts): void {
  const { config, store } = parts
  server.get('/api/v1/repositories', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'What may be done in each repository, how red and flaky it is, what it has cost',
      response: { 200: z.object({ repositories: z.array(Repository) }) },
    },
    handler: async () => {
      const pauses = await store.listPauses()
      const tasks = (await store.pageTasks({ states: open, limit: LIST_MAX })).items
      const read = Object.entries(config.repositories).map(([repo, settings]) => {
        const own = tasks.filter(({ task }) => task.repo === repo)
        const states = own.map(({ state }) => state)
        return readRepository(parts, repo, { settings, pauses, states })
      })
      return { repositories: await Promise.all(read) }
    },
  })
}

interface Known {
  readonly settings: Config['repositories'][string]
  readonly pauses: readonly Pause[]
  /** Those of its open tasks. */
  readonly states: readonly TaskState[]
}

async function readRepository(
  { config, store }: StatusParts,
  repo: string,
  { settings, pauses, states }: Known,
): Promise<z.infer<typeof Repository>> {
  const { mode, forks, drafts, protected_branches, validation, setup } = settings
  const scope = repositoryDay(repo, new Date())
  const [runs, { items: incidents }, spend] = await Promise.all([
    store.readRuns(repo, RED_RATE_DAYS),
    store.pageIncidents({ repo, limit: INCIDENTS_SHOWN }),
    store.readSpend([scope]),
  ])
  const flaky = await flakyAmong(store, incidents)
  const [last] = incidents
  const all = runs.red + runs.green
  return {
    ...{ repo, mode },
    pause: pauses.find((one) => one.scope === EVERYWHERE || one.scope === repo) ?? null,
    runs: { days: RED_RATE_DAYS, ...runs, red_rate: all === 0 ? null : runs.red / all },
    incidents: { open: incidents.filter((one) => one.closed_at === null).length, flaky },
    tasks: {
      open: states.length,
      awaiting_approval: states.filter((state) => state === 'awaiting_approval').length,
    },
    last_failure: last ? { at: last.seen_at, summary: last.summary } : null,
    budget: {
      ...(spend[0] ?? { scope, spent: 0, reserved: 0 }),
      limit: config.budget.repository_day_usd,
    },
    ...{ forks, drafts, protected_branches, validation },
    setup: { commands: setup.commands, hosts: setup.hosts },
  }
}

/** Those whose last failure is known to have gone green on the same commit. */
async function flakyAmong(
  store: StatusParts['store'],
  incidents: readonly Incident[],
): Promise<Incident[]> {
  const names = incidents.map(({ sightings }) => sightings.at(-1)?.failure_id)
  const read = await Promise.all(names.map((name) => (name ? store.getFailure(name) : null)))
  return incidents.filter((_, at) => read[at]?.history?.standing === 'flaky')
}
