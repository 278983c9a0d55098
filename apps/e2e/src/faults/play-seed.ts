import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { faultStories } from './fault-stories.ts'
import { faultText, planFaults } from './plan-faults.ts'
import { playWithFaults } from './play-with-faults.ts'

/**
 * Plays the stories of one seed in a folder of its own, with a space in its name. Gives back what
 * did not end as without faults; then all that is needed to see it again comes first.
 */
export async function playSeed(seed: number): Promise<string[]> {
  const dir = await mkdtemp(join(tmpdir(), `millwright chaos ${seed} `))
  const faults = planFaults(seed)
  const problems = await playWithFaults(faultStories, faults, dir)
  if (problems.length === 0) {
    await rm(dir, { recursive: true, force: true })
    return []
  }
  const plan = faults.map(faultText).join(', ')
  return [`seed ${seed} (${plan}), kept for a look: ${dir}`, ...problems]
}
