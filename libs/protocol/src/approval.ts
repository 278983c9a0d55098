import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Sha } from './failure.ts'

/** SHA-256 of a patch's bytes, in hex. */
export const PatchSha = z.string().regex(/^[0-9a-f]{64}$/)
/** The least of it that a person must name; fewer characters could be of another patch. */
export const PATCH_SHA_CHARS_MIN = 12
/** Enough of a `PatchSha` to know the patch by. */
export const PatchName = z
  .string()
  .regex(/^[0-9a-f]{12,64}$/, 'at least the first 12 characters of the SHA-256 of the patch')

/** A patch that waits for a person, and exactly what an approval of it will be bound to. */
export const Hold = z.object({
  patch_sha: PatchSha,
  head_sha: Sha,
  base_branch: z.string().max(255),
  policy_hash: z.string().max(100),
  /** After this an approval counts no more. */
  until: z.iso.datetime(),
})
export type Hold = z.infer<typeof Hold>

/** What a person said of a patch that waited. */
export const Approval = z.object({
  decision: z.enum(['approved', 'rejected']),
  patch_sha: PatchSha,
  actor: z.string().max(200),
  at: z.iso.datetime(),
})
export type Approval = z.infer<typeof Approval>

/** The name by which a person approves this patch and no other. */
export function patchSha(patch: string): string {
  return createHash('sha256').update(patch).digest('hex')
}
