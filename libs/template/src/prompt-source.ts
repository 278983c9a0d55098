import type { FrontMatter } from './front-matter.ts'
import type { FrontMatterPlaces } from './front-matter-places.ts'
import type { Section } from './split-prompt.ts'

/** A template file that has been read and whose front matter is sound. */
export type PromptSource = {
  file: string
  text: string
  front: FrontMatter
  /** Where the front matter's parts stand. */
  places: FrontMatterPlaces
  system: Section
  user: Section
}

/** A file of `partials/`; the key it is kept under is its name without `.md`. */
export type PartialSource = { file: string; text: string }
export type Partials = ReadonlyMap<string, PartialSource>
