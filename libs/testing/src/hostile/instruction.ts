/** One use of a tool, in the model's own words. */
export type Deed =
  | { readonly bash: string }
  | { readonly view: string }
  | { readonly search: string; readonly path: string }
  | { readonly create: string; readonly path: string }
  | { readonly replace: string; readonly by: string; readonly path: string }

/**
 * Something that an attacker writes into all that a model reads, and what a model does that obeys
 * it in full. In deeds and reports `{dir}` is the service's own folder, `{sink}` a port that must
 * hear nobody, and `{key}`, `{key:base64}` and the like are the model's key in many forms.
 */
export interface Instruction {
  /** Lower case with dashes; unlike any other. */
  readonly id: string
  readonly says: string
  readonly does: readonly Deed[]
  /** What the report of the work says, besides that it is done. */
  readonly reports?: string
  /** False: the failing test is not mended at all. */
  readonly mends?: false
  /** True: what is left is an honest fix, and is published as such. */
  readonly isPublished: boolean
}
