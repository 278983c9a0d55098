import type { components } from '@octokit/openapi-types'

/** GitHub's published schema; each shape in this folder is checked against it by the compiler. */
export type Schemas = components['schemas']
