import type { Config } from '@millwright/config'
import type { Redactor } from '@millwright/logger'
import type { Notification, Severity } from '@millwright/notify'

/** What became of one test message. */
export interface Tried {
  target: string
  kind: string
  message: 'single' | 'digest'
  ok: boolean
  /** What the target's server answered; empty when it was not taken. */
  answer: string
  /** Why it was not taken; empty when it was. */
  problem: string
  ms: number
  /** Whether it hears messages of this severity otherwise. */
  hears: boolean
  /** How long quiet hours would hold such a message back now. */
  waits_minutes: number
  /** How long nobody may answer a call before this target is called; 0: it is called at once. */
  after_minutes: number
  /** How often messages that are no calls are told together; 0: each by itself. */
  digest_minutes: number
}

interface Trial {
  readonly severity: Severity
  readonly redact: Redactor
}

/**
 * Sends each target a message, whatever its severities, levels and quiet hours; one that gathers
 * messages gets a digest as well. Nothing is tried again.
 */
export async function tryTargets(
  targets: Config['notify'],
  { severity, redact }: Trial,
): Promise<Tried[]> {
  const { createNotifier, makeDigest, NotifyError } = await import('@millwright/notify')
  const notifier = createNotifier(targets, { redact })
  const now = new Date()
  // When a target is called because nobody has answered, its quiet hours of that time count.
  const listeners = new Map(
    notifier.listenersOf(severity, now).map((each) => [each.target, each.delayMs]),
  )
  const reasonOf = (error: unknown) => (error instanceof NotifyError ? error.reason : String(error))
  const tried: Tried[] = []
  for (const { name: target, kind, after_minutes, digest_minutes } of targets) {
    const waits = (listeners.get(target) ?? 0) / 60_000
    const isCall = severity === 'action'
    const route = {
      hears: listeners.has(target),
      waits_minutes: Math.ceil(isCall ? Math.max(0, waits - after_minutes) : waits),
      after_minutes,
      digest_minutes,
    }
    const send = async (message: Tried['message'], notification: Notification) => {
      const start = performance.now()
      const [answer, problem] = await notifier.try(target, notification).then(
        (said) => [said, ''] as const,
        (error: unknown) => ['', reasonOf(error)] as const,
      )
      const ms = Math.round(performance.now() - start)
      tried.push({ target, kind, message, ok: problem === '', answer, problem, ms, ...route })
    }
    await send('single', testMessage(severity, now))
    if (digest_minutes > 0) {
      const two = [1, 2].map((n) => ({ ...testMessage('info', now), title: `Test message ${n}` }))
      await send('digest', makeDigest(`test.digest.${now.toISOString()}`, two, 0))
    }
  }
  return tried
}

function testMessage(severity: Severity, now: Date): Notification {
  return {
    ...{ key: `test.${now.toISOString()}`, severity, title: 'Millwright can reach you' },
    text: 'This is the test message of millwright notify test. Nothing is to be done.',
  }
}
