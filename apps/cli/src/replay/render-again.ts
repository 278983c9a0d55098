import { createHash, randomBytes } from 'node:crypto'
import type { Task } from '@millwright/protocol'
import {
  type Cut,
  estimateTokens,
  type PromptFolder,
  type PromptTemplate,
  taskValues,
} from '@millwright/template'
import { createTwoFilesPatch } from 'diff'
import { labelOf, templateFor } from '../prompts/template-for.ts'
import type { PastFailure } from './past-failures.ts'

export interface RenderedAgain {
  readonly template: PromptTemplate
  /** Of the template, with the folder of its repository. */
  readonly name: string
  /** The task as it would be made now. */
  readonly task: Task
  /** Estimated, before and now. */
  readonly tokens: { readonly before: number; readonly after: number }
  readonly cuts: readonly Cut[]
  /** Empty when the prompt is what it was. */
  readonly diff: string
}

/** A random word that no stranger can have written into a log. */
const NONCE_BYTES = 8

/**
 * Makes the task of a past failure again from today's template, with the evidence it had then. It
 * has a name of its own, so that it can never be taken for the one that was.
 */
export function renderAgain(past: PastFailure, folder: PromptFolder): RenderedAgain {
  const { task } = past.task
  const values = taskValues(task, past.failure)
  const repo = task.repo.replace('/', '__')
  const sample = { name: task.task_id, type: task.type, repo, values }
  const template = templateFor(folder, { name: null, sample })
  const nonce = randomBytes(NONCE_BYTES).toString('hex')
  const { system, user, cuts } = template.render(values, { nonce })
  const before = plain(`# system\n\n${task.system}\n\n# user\n\n${task.prompt}\n`)
  const after = plain(`# system\n\n${system}\n\n# user\n\n${user}\n`)
  return {
    template,
    name: labelOf(template),
    task: againOf(task, { template, system, user, nonce }),
    tokens: {
      before: estimateTokens(task.system + task.prompt),
      after: estimateTokens(system + user),
    },
    cuts,
    diff: before === after ? '' : createTwoFilesPatch('before', 'after', before, after),
  }
}

type Made = { template: PromptTemplate; system: string; user: string; nonce: string }

function againOf(task: Task, { template, system, user, nonce }: Made): Task {
  const { model: _then, ...rest } = task
  const { hash, name, limits, model, deliverables } = template
  const id = createHash('sha256').update(`${task.task_id} ${nonce}`).digest('hex')
  const lower = (key: keyof Task['limits']) => Math.min(task.limits[key], limits[key] ?? Infinity)
  return {
    ...rest,
    task_id: `replay-${id.slice(0, 24)}`,
    prompt: user,
    system,
    deliverables: [...deliverables],
    retry_count: 0,
    template: { name, hash },
    limits: {
      turns: lower('turns'),
      usd: lower('usd'),
      tokens: lower('tokens'),
      files: lower('files'),
      lines: lower('lines'),
    },
    ...(model !== undefined && { model }),
  }
}

/** Without the nonce, which is another one in each prompt. */
function plain(text: string): string {
  return text.replaceAll(/(<\/?untrusted)-[A-Za-z0-9]{8,64}/g, '$1')
}
