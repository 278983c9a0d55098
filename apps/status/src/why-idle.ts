import type { Config } from '@millwright/config'
import type { WorkerStatus } from '@millwright/protocol'
import { EVERYWHERE, type LeadStatus, type Pause } from '@millwright/store'
import type { Hindrance } from './service-schemas.ts'

interface Seen {
  readonly config: Pick<Config, 'paused' | 'repositories' | 'limits'>
  readonly lead: LeadStatus | null
  readonly pauses: readonly Pause[]
  readonly workers: readonly WorkerStatus[]
}

/** The lead may have it from an environment of its own. */
export function isPausedByConfig({ config, lead }: Pick<Seen, 'config' | 'lead'>): boolean {
  return config.paused || lead?.is_paused_by_config === true
}

/** Why nothing is happening, gravest reason first. */
export function whyIdle({ config, lead, pauses, workers }: Seen): Hindrance[] {
  const found: Hindrance[] = []
  const say = (code: Hindrance['code'], text: string) => found.push({ code, text })
  if (lead === null) say('lead_away', 'the lead gives no sign of life: start it, or see its log')
  if (isPausedByConfig({ config, lead })) {
    const how = 'take paused (or MILLWRIGHT_PAUSED) out of it and restart'
    say('paused', `everything is paused in the configuration: ${how}`)
  }
  for (const { scope, actor, at } of pauses) {
    const what = scope === EVERYWHERE ? 'everything' : scope
    say('paused', `${actor} has paused ${what} at ${at}; resume it to go on`)
  }
  const modes = Object.values(config.repositories).map(({ mode }) => mode)
  if (modes.length === 0)
    say('no_repositories', 'no repository is watched: name one in repositories')
  else if (modes.every((mode) => mode === 'off')) {
    say('repositories_off', 'every repository has mode off')
  }
  if (workers.length === 0) say('no_workers', 'no worker gives a sign of life: start one')
  const away = workers.flatMap(({ provider }) => (provider?.state === 'away' ? [provider] : []))
  const [first] = away
  if (first !== undefined && away.length === workers.length) {
    say('provider_away', `no worker reaches the model’s provider: ${first.reason}`)
  }
  for (const { scope, spent, reserved, limit } of lead?.budgets ?? []) {
    if (spent + reserved + config.limits.usd <= limit) continue
    const sum = `${(spent + reserved).toFixed(2)} of ${limit} USD are spent or set aside`
    say('budget_used_up', `the budget of ${scope} has no room for another attempt: ${sum}`)
  }
  if (lead?.github_away_since) {
    const what = `GitHub fails or cannot be reached since ${lead.github_away_since}`
    say('github_away', `${what}: what comes in waits, and goes on by itself`)
  }
  if (lead?.is_short_of_calls === true) {
    const what = 'GitHub’s calls of this hour are nearly used up, and what is left is kept'
    say('github_calls_used_up', `${what} for what has begun: it goes on by itself`)
  }
  for (const { repo, until } of lead?.quiet ?? []) {
    say('quiet_hours', `${repo} has quiet hours until ${until}; only its default branch is seen to`)
  }
  return found
}
