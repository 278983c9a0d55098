import { PromptNumbers, PromptsInUse, PromptUse, PromptVersion, Rollout } from '@millwright/store'
import { z } from 'zod'
import { ApiError, actor } from '../api-schemas.ts'
import { MarkedLine } from './mark-changes.ts'

export const Name = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)
export const Hash = z.string().regex(/^sha256:[0-9a-f]{64}$/)
export const refusals = {
  ...{ 400: ApiError, 401: ApiError, 403: ApiError, 404: ApiError, 409: ApiError, 429: ApiError },
}

export const TemplateList = z.object({
  /** Null before a lead has loaded any. */
  prompts: PromptsInUse.nullable(),
  /** Which versions are used, by template. */
  rollouts: z.array(Rollout),
})

export const VersionRow = z.object({
  hash: z.string(),
  at: z.iso.datetime(),
  /** New tasks are made from it: it is stable, on trial, or of one repository. */
  in_use: z.boolean(),
  label: z.enum(['stable', 'canary']).nullable(),
  /** It is what `prompts_dir` holds. */
  is_folder: z.boolean(),
  /** `owner__name` of the one repository that it is for; such a version cannot be promoted. */
  repo: z.string().nullable(),
  /** What became of its tasks; null for all but the newest versions. */
  numbers: PromptNumbers.nullable(),
})
export const TemplateHistory = z.object({
  name: Name,
  rollout: Rollout,
  /** The one loaded last first. */
  versions: z.array(VersionRow),
  /** The canary beside the stable version, since the trial began; null without one. */
  trial: z
    .object({
      canary: PromptNumbers,
      stable: PromptNumbers,
      /** Why the canary is clearly worse; null while it is not. */
      worse: z.string().nullable(),
    })
    .nullable(),
})
export const TemplateVersion = z.object({
  version: PromptVersion,
  numbers: PromptNumbers,
  /** The newest tasks that the numbers are made of. */
  uses: z.array(PromptUse),
})

const text = z.string().min(1).max(200_000)
export const DraftBody = z.object({ text, actor: actor.optional() })

const Problem = z.object({
  severity: z.enum(['error', 'warning']),
  /** A path inside the folder of prompts. */
  file: z.string(),
  line: z.number().int(),
  column: z.number().int(),
  problem: z.string(),
  /** The lines around the place, numbered. */
  frame: z.string(),
})
export const LintAnswer = z.object({
  ok: z.boolean(),
  /** Null when the text cannot be rendered. */
  hash: z.string().nullable(),
  problems: z.array(Problem),
})
export type LintAnswer = z.infer<typeof LintAnswer>

export const PreviewBody = z.object({
  /** A draft; without it, `hash` or what is used now. */
  text: text.optional(),
  hash: Hash.optional(),
  /** A past failure, by the task that it led to; without it, a fixture. */
  task_id: z.string().max(200).optional(),
  fixture: z.string().max(100).optional(),
})
const Rendered = z.object({
  hash: z.string(),
  /** Estimated. */
  tokens: z.object({ system: z.number().int(), user: z.number().int() }),
  /** What was too long, and how many characters of it were left out. */
  cuts: z.array(z.object({ input: z.string(), chars: z.number().int() })),
  system: z.string(),
  user: z.string(),
})
export const PreviewAnswer = z.object({
  template: Name,
  /** The task or fixture that it was rendered with. */
  sample: z.string(),
  rendered: Rendered,
  /** The stable version with the same values, to compare; null when it is the same or cannot be. */
  stable: Rendered.nullable(),
  /** From the stable version to this text, where both are there; each null when too much differs. */
  changes: z
    .object({
      system: z.array(MarkedLine).nullable(),
      user: z.array(MarkedLine).nullable(),
    })
    .nullable(),
})

export const SavedDraft = z.object({ name: Name, hash: z.string() })
export const PromoteBody = z.object({
  /** Without it, what is on trial, or the edit of the folder that waits. */
  hash: Hash.optional(),
  actor: actor.optional(),
})
export const RollbackBody = z.object({ hash: Hash.optional(), actor: actor.optional() }).nullish()
export const CanaryBody = z.object({
  hash: Hash.optional(),
  /** In per cent; 0 ends the trial. */
  share: z.number().int().min(0).max(99),
  actor: actor.optional(),
})
export const RolloutAnswer = z.object({
  action: z.enum(['promote', 'rollback', 'canary']),
  name: Name,
  /** What the lead was asked to use; it does so in its own time. */
  hash: z.string(),
})
