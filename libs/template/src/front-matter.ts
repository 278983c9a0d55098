import { TaskLimits, TaskType } from '@millwright/protocol'
import { z } from 'zod'

const Name = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lower-case words joined by hyphens')
const InputName = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'lower-case words joined by _')

/** A value that the template prints. */
export const Input = z.strictObject({
  type: z.enum(['text', 'number', 'list']),
  trust: z
    .enum(['trusted', 'untrusted'])
    .describe('Untrusted text stands fenced, and in the user part only.'),
  max_chars: z
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(500)
    .describe('More than this is cut, and the prompt says how much.'),
  keep: z
    .enum(['head', 'tail', 'both'])
    .default('head')
    .describe('Which part of a text that is too long stays.'),
})
export type Input = z.infer<typeof Input>

/** What the rendered prompt of a fixture has to be like. */
export const Assertion = z.union(
  [
    z.strictObject({ contains: z.string().min(1), in: z.enum(['system', 'user']).default('user') }),
    z.strictObject({ lacks: z.string().min(1), in: z.enum(['system', 'user']).default('user') }),
    /** The input stands between the marks of untrusted text, and nowhere else. */
    z.strictObject({ fenced: InputName }),
    /** Both parts together are no longer. */
    z.strictObject({ max_chars: z.number().int().min(1) }),
    /** Both parts together are estimated at no more. */
    z.strictObject({ max_tokens: z.number().int().min(1) }),
  ],
  { error: 'an assertion is one of contains, lacks, fenced, max_chars and max_tokens' },
)
export type Assertion = z.infer<typeof Assertion>

export const FrontMatter = z.strictObject({
  schema: z.literal(1).describe('The version of this form.'),
  name: Name.describe("The file's name without .prompt.md."),
  description: z.string().min(1).max(500),
  for: z
    .array(TaskType.exclude(['escalate']))
    .min(1)
    .max(10)
    .describe('The kinds of task that it serves; each kind has exactly one template.'),
  inputs: z.record(InputName, Input).describe('Every value that the text prints.'),
  limits: TaskLimits.partial()
    .strict()
    .default({})
    .describe('May lower what the configuration allows, never raise it.'),
  model: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('Asked instead of the configured model, if it is one of model.allow there.'),
  deliverables: z.array(z.string().min(1).max(500)).min(1).max(20),
  tests: z
    .array(
      z.strictObject({
        fixture: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}\.json$/, 'a file of fixtures/'),
        assert: z.array(Assertion).min(1).max(50),
      }),
    )
    .min(1)
    .max(50)
    .describe('Held at every load; a template without a fixture is refused.'),
})
export type FrontMatter = z.infer<typeof FrontMatter>

/** The keys that may stand at a place of the front matter. */
export function keysAt([top, ...rest]: readonly PropertyKey[]): readonly string[] {
  if (top === undefined) return Object.keys(FrontMatter.shape)
  if (top === 'inputs') return rest.length > 0 ? Object.keys(Input.shape) : []
  if (top === 'limits') return Object.keys(TaskLimits.shape)
  return top === 'tests' ? ['fixture', 'assert'] : []
}
