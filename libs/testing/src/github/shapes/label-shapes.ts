import type { Pull, Repository } from '../repository.ts'
import type { World } from '../world.ts'
import { nodeId } from './node-id.ts'
import type { Schemas } from './schemas.ts'

/** The labels of a pull request; GitHub makes one that the repository did not have. */
export function labelShapes({ url }: World, { fullName, id }: Repository, { labels }: Pull) {
  return [...labels].map(
    (name) =>
      ({
        id,
        node_id: nodeId('Label', id),
        url: `${url}/repos/${fullName}/labels/${encodeURIComponent(name)}`,
        name,
        description: '',
        color: 'ededed',
        default: false,
      }) satisfies Schemas['label'],
  )
}
