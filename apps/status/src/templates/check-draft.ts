import { relative } from 'node:path'
import type { Config } from '@millwright/config'
import {
  PROMPT_ENDING,
  type PromptFolder,
  type PromptTemplate,
  readPrompts,
  refusedModels,
  type TemplateError,
} from '@millwright/template'
import type { LintAnswer } from './template-schemas.ts'

/** A text read in the place of a common template, with everything that is wrong with the whole. */
export interface Draft {
  readonly folder: PromptFolder
  /** Null when the text cannot be rendered. */
  readonly template: PromptTemplate | null
  readonly answer: LintAnswer
}

/** Checks a text as the lead would check it if it stood in the folder of prompts. */
export async function checkDraft(
  { prompts_dir: dir, model }: Pick<Config, 'prompts_dir' | 'model'>,
  name: string,
  text: string,
): Promise<Draft> {
  const file = `${name}${PROMPT_ENDING}`
  const clean = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  const folder = await readPrompts(dir, { name, ending: PROMPT_ENDING, file, text: clean })
  const template = commonTemplate(folder, name)
  const row = (severity: 'error' | 'warning') => (problem: TemplateError) => ({
    severity,
    file: problem.file.startsWith(dir) ? relative(dir, problem.file) : problem.file,
    line: problem.line,
    column: problem.column,
    problem: problem.problem,
    frame: problem.frame,
  })
  const warnings = [...folder.warnings, ...refusedModels(folder.templates, model)]
  const problems = [...folder.problems.map(row('error')), ...warnings.map(row('warning'))]
  const answer = { ok: folder.problems.length === 0, hash: template?.hash ?? null, problems }
  return { folder, template, answer }
}

/** The common template of a name; null when there is none that can be rendered. */
export function commonTemplate({ templates }: PromptFolder, name: string): PromptTemplate | null {
  const built = templates.find(({ template }) => template.name === name && template.repo === null)
  return built?.template ?? null
}
