import { workerKeys } from '@millwright/protocol'
import type { StatusUnderTest } from '../start-status.fixture.ts'

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

/** Signs of life of a lead and of two workers. */
export async function beatMill({ store, redis }: StatusUnderTest): Promise<void> {
  await store.beatLead({
    pid: 1,
    host: 'mill',
    started_at: ago(600),
    seen_at: ago(0),
    paused: false,
    mode: 'app',
    budgets: [{ scope: `day:${ago(0).slice(0, 10)}`, spent: 3.2, reserved: 0.5, limit: 20 }],
  })
  for (const worker of ['north', 'south']) {
    const status = {
      ...{ worker, host: 'mill', pid: 2, sandbox: 'bwrap' },
      task_id: worker === 'north' ? 'ci-fix-acme__web-212-9001' : null,
      limits: 'cgroup: 2 GiB, 2 cores, 512 processes',
      ...{ started_at: ago(600), seen_at: ago(0) },
    }
    await redis.set(workerKeys.worker(worker), JSON.stringify(status))
  }
}
