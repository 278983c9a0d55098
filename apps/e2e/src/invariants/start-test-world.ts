import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startWorld, type World, type WorldOptions } from '../demo/world.ts'
import type { Story } from '../stories/story.ts'

/** A world of its own for one test file; `close` removes everything it kept. */
export interface TestWorld extends World {
  dir: string
}

/** Starts the whole service around the given stories, in a folder with a space in its name. */
export async function startTestWorld(
  stories: readonly Story[],
  settings: WorldOptions['settings'] = {},
): Promise<TestWorld> {
  const dir = await mkdtemp(join(tmpdir(), 'millwright test '))
  const world = await startWorld({ stories, dir, workers: 1, settings })
  return {
    ...world,
    dir,
    close: async () => {
      await world.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
