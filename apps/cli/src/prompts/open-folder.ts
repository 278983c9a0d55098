import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { PROMPT_ENDING, type PromptFolder, readPrompts } from '@millwright/template'
import { CliError } from '../cli-error.ts'
import { exitCode } from '../exit-code.ts'

/**
 * The prompts at a path: a folder, or one edited template that is read in the place of the file of
 * that name in the folder `base`. Throws CliError when nothing is there.
 */
export async function openFolder(path: string, base: string): Promise<PromptFolder> {
  const entry = await stat(path).catch(() => null)
  if (entry === null) {
    throw new CliError(`${path}: there is no such file or folder`, exitCode.notFound)
  }
  if (entry.isDirectory()) return await readPrompts(path)
  if (!path.endsWith(PROMPT_ENDING)) {
    throw new CliError(`${path}: a template's name ends in ${PROMPT_ENDING}`, exitCode.usage)
  }
  const name = basename(path, PROMPT_ENDING)
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  return await readPrompts(base, { name, ending: PROMPT_ENDING, file: path, text })
}
