import { readFile } from 'node:fs/promises'
import { modelRequests } from '../stories/model-requests.ts'
import { readEverything } from './read-everything.ts'
import { readStatus } from './read-status.ts'
import type { TestWorld } from './start-test-world.ts'

/** Keys that workers write: none of them knows a secret of the lead. */
const ofWorkers = /^millwright:(attempt:|reports|tasks:)/

/**
 * Where secrets of the lead, and of workers, can be read in what the service wrote about a
 * repository. Only what a worker wrote for the lead may hold what the lead alone knows.
 */
export async function findLeaks(
  world: TestWorld,
  { repo, branch }: { repo: string; branch: string },
  texts: { ofLead: readonly string[]; ofWorker: readonly string[] },
): Promise<string[]> {
  const [prompt] = modelRequests(world, repo)
  const places: Record<string, string> = {
    'the comment': JSON.stringify(world.github.comments(repo, 1)),
    'the commits': JSON.stringify(await world.github.log(repo, branch)),
    'a notification': JSON.stringify(world.receiver.received()),
    'the timeline': JSON.stringify(world.events),
    'the prompt': JSON.stringify([prompt?.system, prompt?.messages[0]]),
    'the service log': await readFile(world.service.logFile, 'utf8'),
    ...(await readApi(world, repo)),
    ...Object.fromEntries(await readEverything(world.redis.url)),
  }
  return Object.entries(places).flatMap(([place, text]) =>
    [...(ofWorkers.test(place) ? [] : texts.ofLead), ...texts.ofWorker]
      .filter((one) => text.includes(one))
      .map((one) => `${place} holds ${one}`),
  )
}

async function readApi(world: TestWorld, repo: string): Promise<Record<string, string>> {
  const ids = await world.status.taskIds(repo)
  const paths = ['status', 'tasks', 'decisions', 'workers', ...ids.map((id) => `tasks/${id}`)]
  const read = async (path: string) => {
    return [`/api/v1/${path}`, await readStatus(world, `/api/v1/${path}`)] as const
  }
  return Object.fromEntries(await Promise.all(paths.map(read)))
}

/** The shapes in which a secret tends to leak. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [
    secret,
    bytes.toString('base64'),
    Buffer.concat([Buffer.from('x'), bytes])
      .toString('base64')
      .slice(4, -4),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    [...secret].toReversed().join(''),
    encodeURIComponent(secret),
  ]
}
