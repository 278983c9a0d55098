import { type Store, stableOf } from '@millwright/store'
import {
  estimateTokens,
  FIXTURE_NONCE,
  type PromptFolder,
  type PromptTemplate,
  readPrompts,
  rebuildVersion,
  TemplateError,
  taskValues,
  type Values,
} from '@millwright/template'
import type { z } from 'zod'
import { StatusError } from '../status-error.ts'
import type { StatusParts } from '../status-parts.ts'
import { checkDraft, commonTemplate } from './check-draft.ts'
import { markChanges } from './mark-changes.ts'
import type { PreviewAnswer, PreviewBody } from './template-schemas.ts'

/**
 * The prompt that a draft or a version makes of a past failure or a fixture. No model is asked.
 * @throws StatusError `MW_NOT_FOUND`, or `MW_DRAFT` when the text cannot be rendered.
 */
export async function previewTemplate(
  { store, config }: Pick<StatusParts, 'store' | 'config'>,
  name: string,
  body: z.infer<typeof PreviewBody>,
): Promise<z.infer<typeof PreviewAnswer>> {
  const { text, hash } = body
  const draft = text === undefined ? null : await checkDraft(config, name, text)
  const folder = draft?.folder ?? (await readPrompts(config.prompts_dir))
  const used = stableOf(await store.getRollout(name)) ?? commonTemplate(folder, name)?.hash
  const stable = await versionOf(store, folder, { name, hash: used })
  const template = draft
    ? draft.template
    : hash
      ? await versionOf(store, folder, { name, hash })
      : stable
  if (!template) throw draft ? refusal(draft.answer.problems[0]) : missing('version')
  const { sample, values } = await sampleOf({ store, folder }, name, body)
  const rendered = render(template, values)
  const other = stable && stable.hash !== template.hash ? render(stable, values) : null
  const changes = other && {
    system: markChanges(other.system, rendered.system),
    user: markChanges(other.user, rendered.user),
  }
  return { template: name, sample, rendered, stable: other, changes }
}

async function versionOf(
  store: Store,
  folder: PromptFolder,
  { name, hash }: { name: string; hash: string | undefined },
): Promise<PromptTemplate | null> {
  const current = commonTemplate(folder, name)
  if (hash === undefined || current?.hash === hash) return current
  const version = await store.getPromptVersion(hash)
  if (version?.name !== name) return null
  try {
    return rebuildVersion(version)
  } catch (error) {
    if (error instanceof TemplateError) throw refusal(error)
    throw error
  }
}

async function sampleOf(
  { store, folder }: { store: Store; folder: PromptFolder },
  name: string,
  { task_id, fixture }: z.infer<typeof PreviewBody>,
): Promise<{ sample: string; values: Values }> {
  if (task_id !== undefined) {
    const record = await store.getTask(task_id)
    if (!record) throw missing('task')
    const known = await store.getFailure(record.task.failure_id)
    return { sample: task_id, values: taskValues(record.task, known?.failure ?? null) }
  }
  const built = folder.templates.find((one) => one.template.name === name)
  const sample = fixture ?? built?.source.front.tests[0]?.fixture ?? ''
  const values = folder.fixtures.get(sample)
  if (!values) throw missing('fixture')
  return { sample, values }
}

function render(template: PromptTemplate, values: Values) {
  try {
    const { system, user, cuts } = template.render(values, { nonce: FIXTURE_NONCE })
    const tokens = { system: estimateTokens(system), user: estimateTokens(user) }
    return { hash: template.hash, tokens, cuts: [...cuts], system, user }
  } catch (error) {
    if (error instanceof TemplateError) throw refusal(error)
    throw error
  }
}

/** A text that cannot be rendered, with the first place that is wrong. */
export function refusal(
  problem: { file: string; line: number; column: number; problem: string } | undefined,
): StatusError {
  if (!problem) return new StatusError('MW_DRAFT', 'this text cannot be rendered')
  const { file, line, column, problem: text } = problem
  return new StatusError('MW_DRAFT', `${file}:${line}:${column}: ${text}`)
}

function missing(what: string): StatusError {
  const next = 'take one that its list still has'
  return new StatusError('MW_NOT_FOUND', `this ${what} is not kept, or no longer; ${next}`)
}
