import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../libs/exec/src/index.ts'
import { createJail, findSandbox, openProxy } from '../../libs/sandbox/src/index.ts'
import { inTurns, processorTime } from './in-turns.ts'

const ROUNDS = 60

/** `true` in a namespace of bubblewrap's own making, in our jail, and in one with a proxy. */
export async function timeJailStart() {
  const dir = await mkdtemp(join(tmpdir(), 'millwright-bench-'))
  const sandbox = await findSandbox({ mode: 'bwrap' })
  const proxy = await openProxy({ hosts: ['example.com'] })
  const options = { ...sandbox, workspace: { dir }, readOnlyPaths: [] }
  const [closed, open] = [
    createJail(options),
    createJail({ ...options, proxySocket: proxy.socket }),
  ]
  const bare = [sandbox.bwrap ?? '', '--unshare-all', '--ro-bind', '/', '/', 'true']
  const limits = { env: {}, timeoutMs: 10_000, outputBytesMax: 1000 }
  try {
    const ways = {
      'bare bwrap': () => run(bare, limits),
      'our jail': () => closed.run({ command: ['true'], timeoutMs: 10_000 }),
      'with a proxy': () => open.run({ command: ['true'], timeoutMs: 10_000 }),
    }
    const times = await inTurns(ROUNDS, ways)
    const processor: Record<string, number> = {}
    for (const [name, work] of Object.entries(ways)) {
      processor[name] = await processorTime(ROUNDS, work)
    }
    return { times, processor }
  } finally {
    await proxy.close()
    await rm(dir, { recursive: true, force: true })
  }
}
