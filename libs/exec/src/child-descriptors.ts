import type { IOType } from 'node:child_process'
import { inheritedDescriptors } from './inherited-descriptors.ts'
import type { OpenPipe } from './open-pipes.ts'
import type { RunOptions } from './run-options.ts'

/** The number of the first descriptor beyond the three standard ones. */
export const FIRST_EXTRA = 3

/** Pipes of ours for standard output and error, instead of those that Node.js makes. */
export type OwnPipes = { stdout: OpenPipe; stderr: OpenPipe } | null

/** What a child has open: ours, and an empty file for each that it would inherit beyond them. */
export function childDescriptors(options: RunOptions, pipes: OwnPipes): (IOType | number)[] {
  const { stdin, extraInput, onExtraOutput } = options
  const own: (IOType | number)[] = [
    stdin === undefined ? 'ignore' : 'pipe',
    pipes?.stdout.descriptor ?? 'pipe',
    pipes?.stderr.descriptor ?? 'pipe',
  ]
  for (const _input of extraInput ?? []) own.push('pipe')
  if (onExtraOutput !== undefined) own.push('pipe')
  const first = own.length
  for (const [descriptor, empty] of inheritedDescriptors()) {
    if (descriptor < first) continue
    // Beyond the standard three, `ignore` means that nothing is done about a descriptor.
    while (own.length < descriptor) own.push('ignore')
    own[descriptor] = empty
  }
  return own
}
