import { PATCH_BYTES_MAX } from '@millwright/protocol'
import { objectionToTarget } from './objection-to-target.ts'
import type { PublishOptions } from './publish-commit.ts'

/** What speaks against publishing before anything is asked of the server; null when nothing does. */
export function objectionToOptions(options: PublishOptions): string | null {
  const objection = objectionToTarget(options)
  if (objection !== null) return objection
  if (options.patch === '') return 'the patch is empty'
  if (Buffer.byteLength(options.patch) > PATCH_BYTES_MAX) return 'the patch is too large'
  return null
}
