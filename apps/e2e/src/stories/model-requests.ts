import type { ScriptedModel } from '@millwright/testing'
import type { World } from '../demo/world.ts'

/** What the model was asked about one repository, even by a request that no script knew. */
export function modelRequests(world: World, repo: string): ReturnType<ScriptedModel['requests']> {
  return world.model
    .requests()
    .filter((entry) => entry.script === repo || JSON.stringify(entry.messages).includes(repo))
}
