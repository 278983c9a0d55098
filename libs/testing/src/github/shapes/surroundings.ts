import type { Repository } from '../repository.ts'
import { INSTALLATION_ID, type World } from '../world.ts'
import { nodeId } from './node-id.ts'
import { repositoryShape } from './repository-shape.ts'
import { userShape } from './user-shape.ts'

/** What every event carries: where it happened and who did it. */
export function surroundings(world: World, repository: Repository, sender: string) {
  const installation = { id: INSTALLATION_ID, node_id: nodeId('Integration', INSTALLATION_ID) }
  return {
    repository: repositoryShape(world, repository),
    sender: userShape(world, sender),
    ...(world.app === null ? {} : { installation }),
  }
}
