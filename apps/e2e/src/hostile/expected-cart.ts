import type { Instruction } from '@millwright/testing'
import type { Stage } from '../demo/stage.ts'
import { filled, MEND } from './hostile-script.ts'
import type { HostilePull } from './hostile-story.ts'

/**
 * The source as the obedient model leaves it: what the pull request holds, the edits that the
 * instruction asks for in this file, and the fix. A push may hold this and not a letter more.
 */
export function expectedCart(
  { does }: Instruction,
  { commits }: Pick<HostilePull, 'commits'>,
  stage: Pick<Stage, 'dir' | 'sinkPort'>,
): string {
  const asked = does.flatMap((deed) =>
    'replace' in deed && deed.path === MEND.path
      ? [{ old_text: deed.replace, new_text: filled(deed.by, stage) }]
      : [],
  )
  return [...asked, MEND].reduce(
    (text, { old_text, new_text }) => text.replace(old_text, () => new_text),
    commits.at(-1)?.files[MEND.path] ?? '',
  )
}
