import { isFinished } from '@millwright/protocol'
import { waitFor } from '@millwright/testing'
import type { World } from '../demo/world.ts'
import type { Story } from '../stories/story.ts'

const repo = 'acme/odd-logs'
const END_MS_MAX = 100_000
const LINE = `2026-01-01T00:00:00.0000000Z ${'nothing that any rule knows '.repeat(4)}\n`

/** A repository without workflows: its red runs are recorded, with whatever log a test wants. */
export const oddLogs: Story = {
  id: 'odd',
  title: 'runs with odd logs',
  repo,
  base: { 'README.md': '# odd-logs\n' },
  change: {},
  branch: '',
  pullRequest: { title: '', body: '' },
  script: null,
  ends: [],
  check: async () => [],
}

/** Opens a pull request with one red job that has this log; gives back its number. */
export async function redJob(world: World, name: string, log: string | Uint8Array | null) {
  const branch = `odd/${name}`
  const title = `A log that is ${name}`
  const files = { [`${name}.txt`]: 'x\n' }
  const pull = await world.github.openPullRequest({ repo, branch, title, body: '', files })
  const jobs = [{ name, conclusion: 'failure' as const, log }]
  await world.github.recordRun({ repo, branch, jobs })
  return pull.number
}

/** What became of the only task of such a pull request. */
export async function endOfRedJob(world: World, number: number) {
  const find = async () => {
    const ids = await world.status.taskIds(repo)
    const id = ids.find((one) => one.startsWith(`ci-fix-acme__odd-logs-${number}-`))
    if (id === undefined) return null
    const record = await world.status.task(id)
    return isFinished(record.state) ? record : null
  }
  const { state, reason } = await waitFor(find, {
    timeoutMs: END_MS_MAX,
    everyMs: 300,
    what: `the end of pull request ${number}`,
  })
  return { state, reason, comment: world.github.comments(repo, number)[0]?.body ?? '' }
}

/** A log of so many bytes in lines of a usual length. */
export function longLog(bytes: number): Uint8Array {
  return Buffer.alloc(bytes, LINE)
}

/** A log of one line without an end, with a short one before and after. */
export function oneLineLog(bytes: number): Uint8Array {
  return Buffer.concat([
    Buffer.from('before\n'),
    Buffer.alloc(bytes, 'endless '),
    Buffer.from('\nafter\n'),
  ])
}

/** Bytes that are no text in any encoding. */
export function binaryLog(): Uint8Array {
  return Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 167) % 256))
}
