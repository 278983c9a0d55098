import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import {
  freePort,
  startTestRedis,
  type TestRedis,
  temporaryDirectory,
  waitFor,
} from '@millwright/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let redis: TestRedis

beforeAll(async () => {
  redis = await startTestRedis()
})
afterAll(() => redis.stop())

test.each(['SIGTERM', 'SIGINT', 'disconnect'] as const)(
  'the process serves until %s and then ends by itself',
  async (ending) => {
    const port = await freePort()
    const main = fileURLToPath(import.meta.resolve('./main.ts'))
    const flags = ['--conditions=@millwright/source', '--import', import.meta.resolve('tsx')]
    const child = spawn(process.execPath, [...flags, main], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // An empty folder, so that no configuration file of this machine is read.
      cwd: await temporaryDirectory('millwright-status-'),
      env: { REDIS_URL: redis.url, MILLWRIGHT_STATUS_PORT: String(port) },
    })
    await waitFor(
      async () => (await fetch(`http://127.0.0.1:${port}/ready`).catch(() => null))?.status === 200,
      { timeoutMs: 50_000, what: 'the service' },
    )

    if (ending === 'disconnect') child.disconnect()
    else child.kill(ending)
    const [code] = await once(child, 'exit')

    expect(code).toBe(0)
  },
)
