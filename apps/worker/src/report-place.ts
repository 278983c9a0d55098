import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { JailMount } from '@millwright/sandbox'
import type { ReportPlace } from '@millwright/validation'
import type { Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'

const INSIDE = '/reports'
const outsideOf = ({ sideDir }: Workspace) => join(sideDir, 'reports')

/** Beside the tree, so that no report looks like a change; the place must have been made before. */
export function reportMount(tree: Workspace): JailMount {
  return { from: outsideOf(tree), to: INSIDE, writable: true }
}

/** Makes the place where the test runners of one tree report what they ran. */
export async function reportPlace({ task, parts }: Attempt, tree: Workspace): Promise<ReportPlace> {
  const outside = outsideOf(tree)
  await mkdir(outside, { recursive: true })
  const { path, format = 'junit' } = parts.config.repositories[task.repo]?.report ?? {}
  return {
    outside,
    inside: parts.sandbox.mode === 'bwrap' ? INSIDE : outside,
    named: path === undefined ? null : { format, path },
  }
}
