import { parse } from 'yaml'
import { z } from 'zod'

const Scalar = z.union([z.string(), z.number(), z.boolean()])
const Variables = z.record(z.string(), Scalar.nullable()).transform(textOf)
const Names = z.union([z.string().transform((name) => [name]), z.array(z.string())])
const Branches = Names.pipe(
  z.array(z.string().regex(/^[^!?+[\]\\]+$/, { error: 'only names, * and ** are understood' })),
)
const Push = z
  .strictObject({ branches: Branches.optional(), 'branches-ignore': Branches.optional() })
  .refine((filter) => filter.branches === undefined || filter['branches-ignore'] === undefined, {
    error: 'an event has either branches or branches-ignore',
  })
const PullRequest = Push.safeExtend({ types: Names.optional() })

const StepSchema = z
  .strictObject({
    id: z.string().optional(),
    name: z.string().optional(),
    run: z.string().optional(),
    uses: z.string().optional(),
    with: Variables.optional(),
    env: Variables.default({}),
    if: Scalar.optional(),
    shell: z.enum(['bash', 'sh']).optional(),
    'working-directory': z.string().optional(),
    'timeout-minutes': z.number().positive().optional(),
    'continue-on-error': z.boolean().default(false),
  })
  .refine((step) => (step.run === undefined) !== (step.uses === undefined), {
    error: 'a step has either run or uses',
  })

const JobSchema = z.strictObject({
  name: z.string().optional(),
  'runs-on': z.unknown().optional(),
  permissions: z.unknown().optional(),
  needs: Names.default([]),
  env: Variables.default({}),
  if: Scalar.optional(),
  'timeout-minutes': z.number().positive().default(360),
  steps: z.array(StepSchema).min(1).max(100),
})

const Triggers = z
  .union([
    Names.transform((names) => Object.fromEntries(names.map((name) => [name, null]))),
    z.looseObject({}),
  ])
  .pipe(
    z.looseObject({
      push: Push.nullable().optional(),
      pull_request: PullRequest.nullable().optional(),
    }),
  )

const WorkflowSchema = z.strictObject({
  name: z.string().optional(),
  'run-name': z.string().optional(),
  on: Triggers,
  permissions: z.unknown().optional(),
  concurrency: z.unknown().optional(),
  env: Variables.default({}),
  jobs: z.record(z.string(), JobSchema),
})

export type StepPlan = z.output<typeof StepSchema>
export type JobPlan = z.output<typeof JobSchema>
export type Workflow = z.output<typeof WorkflowSchema>

/**
 * Reads a workflow file. A part of the language that the stand-in does not run (a matrix, a
 * container, a reusable workflow) is refused like a misspelt one.
 * Throws an Error that says where the file is wrong.
 */
export function parseWorkflow(text: string): Workflow {
  const result = WorkflowSchema.safeParse(parse(text))
  if (!result.success) throw new Error(z.prettifyError(result.error))
  for (const key of Object.keys(result.data.jobs)) checkNeeds(result.data.jobs, key, [])
  return result.data
}

function checkNeeds(jobs: Workflow['jobs'], key: string, path: readonly string[]): void {
  if (path.includes(key)) throw new Error(`jobs need each other: ${[...path, key].join(' > ')}`)
  const job = jobs[key]
  if (job === undefined) throw new Error(`job ${path.at(-1)} needs ${key}, which does not exist`)
  for (const need of job.needs) checkNeeds(jobs, need, [...path, key])
}

function textOf(values: Record<string, string | number | boolean | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === null ? '' : String(value)]),
  )
}
