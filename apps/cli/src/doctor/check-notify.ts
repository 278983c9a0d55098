import { configured } from './check.ts'

/** Who is told. Nothing is sent from here: `millwright notify test` does that. */
export const notifyCheck = configured('notifications', async ({ lead }) => {
  const { notify, repositories } = lead
  const isWatching = Object.values(repositories).some(({ mode }) => mode !== 'off')
  const isHeard = notify.some(({ severities }) => severities.includes('action'))
  if (isWatching && !isHeard) {
    const fix = 'set notify with a target that hears severity action, then millwright notify test'
    return { ok: false, detail: 'nobody is told when a person is needed', fix }
  }
  if (!isHeard) return { ok: true, detail: 'nobody is told; no repository is watched either' }
  const names = notify.map(({ name, severities }) => `${name} (${severities.join(', ')})`)
  return { ok: true, detail: `${names.join('; ')}; millwright notify test tries them` }
})
