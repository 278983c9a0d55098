import type { StatusUnderTest } from '../start-status.fixture.ts'
import { fillIncidents } from './fill-incidents.fixture.ts'
import { fillJudgements, fillNumbers } from './fill-numbers.fixture.ts'
import { fillPrompts } from './fill-prompts.fixture.ts'
import { fillTasks } from './fill-tasks.fixture.ts'
import { fillTranscript } from './fill-transcript.fixture.ts'
import { WAITING } from './mill-tasks.fixture.ts'

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

/** Gives every page something to show: what a week of a small team looks like. */
export async function fillMill(mill: StatusUnderTest): Promise<void> {
  const { store, redis } = mill
  await fillTasks(store, await fillPrompts(store))
  for (const id of [WAITING, 'ci-fix-acme__web-212-9001']) await fillTranscript(redis, id)
  await fillIncidents(store)
  await fillNumbers(redis)
  await fillJudgements(store)
  for (let run = 0; run < 40; run += 1) {
    await store.countRun('acme/web', `${run}.1`, run % 5 === 0 ? 'red' : 'green')
    await store.countRun('acme/billing', `${run}.1`, run % 9 === 0 ? 'red' : 'green')
  }
  const told = { actor: 'anna', from: '127.0.0.1' }
  await store.addAudit({ ...told, action: 'sign in', target: '*', detail: 'approver' })
  await store.addAudit({ ...told, action: 'pause', target: 'acme/legacy', detail: '' })
  await store.addAudit({
    ...told,
    action: 'retry',
    target: 'ci-fix-acme__web-208-8102',
    detail: '',
  })
  await store.setPause({ scope: 'acme/legacy', actor: 'anna', at: ago(90) })
}
