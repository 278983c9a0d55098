import type { Tried } from './try-targets.ts'

/** What became of a test message, and when the target hears such messages otherwise; in a line. */
export function describeTried(tried: Tried, severity: string): string {
  const { target, kind, message, ok, answer, problem, ms } = tried
  const name = target === kind ? target : `${target} (${kind})`
  const what = message === 'digest' ? `${name}, a digest` : name
  if (!ok) return `FAILED ${what}: ${problem}`
  const notes = message === 'digest' ? [] : notesOn(tried, severity)
  return [`told   ${what}: ${answer}, ${ms} ms`, ...notes].join('; ')
}

function notesOn(tried: Tried, severity: string): string[] {
  const { hears, waits_minutes, after_minutes, digest_minutes } = tried
  if (!hears) return [`it hears nothing of severity ${severity} otherwise`]
  const isCall = severity === 'action'
  return [
    ...(isCall && after_minutes > 0 ? [`called when nobody answers for ${after_minutes} min`] : []),
    ...(!isCall && digest_minutes > 0 ? [`told with others every ${digest_minutes} min`] : []),
    ...(waits_minutes > 0 ? [`such a message would wait ${waits_minutes} min now`] : []),
  ]
}
