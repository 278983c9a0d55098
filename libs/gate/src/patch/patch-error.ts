/** A patch that the gate cannot read to its last line; such a patch is refused as a whole. */
export class PatchError extends Error {
  readonly code = 'MW_PATCH'
  /** Line of the patch text, from 1. */
  readonly line: number

  constructor(line: number, why: string) {
    super(`line ${line} of the patch: ${why}`)
    this.name = 'PatchError'
    this.line = line
  }
}
