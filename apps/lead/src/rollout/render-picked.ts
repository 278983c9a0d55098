import { randomBytes } from 'node:crypto'
import {
  type PromptTemplate,
  type RenderedPrompt,
  TemplateError,
  type Values,
} from '@millwright/template'
import type { Parts } from '../parts.ts'
import { pickTemplate, tellFolderUsed, type Wanted } from './pick-template.ts'

/**
 * The prompt of a task, and the version it is made from. A promoted one or a canary that these
 * values break is told, and the folder's is rendered instead: no trial keeps a failure waiting.
 * Throws TemplateError when the folder's own cannot be rendered.
 */
export async function renderPicked(
  parts: Parts,
  wanted: Wanted,
  values: Values,
): Promise<{ template: PromptTemplate; rendered: RenderedPrompt }> {
  const nonce = randomBytes(8).toString('hex')
  const template = await pickTemplate(parts, wanted)
  try {
    return { template, rendered: template.render(values, { nonce }) }
  } catch (error) {
    const folder = parts.prompts().find(wanted.type, wanted.repo)
    if (!(error instanceof TemplateError) || template.hash === folder.hash) throw error
    const why = `this version cannot be rendered: ${error.problem}`
    await tellFolderUsed(parts, wanted, { name: template.name, hash: template.hash, why })
    return { template: folder, rendered: folder.render(values, { nonce }) }
  }
}
