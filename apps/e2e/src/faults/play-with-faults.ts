import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { waitFor } from '@millwright/testing'
import { play } from '../demo/play.ts'
import { startWorld, type World } from '../demo/world.ts'
import type { Story } from '../stories/story.ts'
import { inflict } from './inflict.ts'
import type { Fault } from './plan-faults.ts'
import { processesBelow } from './processes-below.ts'

const WORKERS = 2
const ENDED_MS_MAX = 10_000

/**
 * Plays stories while the faults happen, then closes everything. Gives back, each as a sentence,
 * what is not as it is after a performance without faults; `dir` is an empty folder.
 */
export async function playWithFaults(
  stories: readonly Story[],
  faults: readonly Fault[],
  dir: string,
): Promise<string[]> {
  const world = await startWorld({ stories, dir, workers: WORKERS })
  const problems: string[] = []
  try {
    const [results, mishaps] = await Promise.all([
      Promise.all(stories.map((story) => play(world, story))),
      Promise.allSettled(faults.map((fault) => inflictInTime(dir, fault))),
    ])
    problems.push(...results.flatMap((r) => r.problems.map((p) => `${r.story}: ${p}`)))
    problems.push(...mishaps.flatMap((m) => (m.status === 'rejected' ? [String(m.reason)] : [])))
    problems.push(...paidTooOften(world, faults), ...forcedPushes(world, stories))
    problems.push(...(await leftWorkspaces(dir)))
  } finally {
    await world.close()
  }
  return [...problems, ...(await orphans(dir))]
}

async function inflictInTime(dir: string, fault: Fault): Promise<void> {
  await sleep(fault.atMs)
  await inflict(dir, fault)
}

/** A worker that is hit may have had one answer under way; with Redis or `up` go all of them. */
function paidTooOften(world: World, faults: readonly Fault[]): string[] {
  const mayRepeat = { lead: 0, status: 0, worker: 1, redis: WORKERS, up: WORKERS }
  const allowed = faults.reduce((sum, { kind }) => sum + mayRepeat[kind], 0)
  const again = [...world.model.paidTurns()].filter(([, count]) => count > 1)
  const extra = again.reduce((sum, [, count]) => sum + count - 1, 0)
  if (extra <= allowed) return []
  return [`${extra} turns were paid again, ${allowed} could have been: ${again.join('; ')}`]
}

function forcedPushes(world: World, stories: readonly Story[]): string[] {
  return stories
    .filter(({ repo }) => world.github.refUpdates(repo).some((update) => update.forced))
    .map(({ repo }) => `a push rewrote history in ${repo}`)
}

async function leftWorkspaces(dir: string): Promise<string[]> {
  const list = async () => await readdir(join(dir, 'data', 'work')).catch(() => [])
  const isEmpty = async () => (await list()).length === 0
  await waitFor(isEmpty, { timeoutMs: ENDED_MS_MAX, what: 'no workspace' }).catch(() => null)
  return (await list()).map((name) => `the workspace ${name} was left behind`)
}

async function orphans(dir: string): Promise<string[]> {
  const isQuiet = async () => (await processesBelow(dir)).length === 0
  await waitFor(isQuiet, { timeoutMs: ENDED_MS_MAX, what: 'no process' }).catch(() => null)
  return (await processesBelow(dir)).map(({ pid, command }) => `left running: ${pid} ${command}`)
}
