import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PARSE_CHARS_MAX } from './prompt-engine.ts'
import { type Report, TemplateError } from './template-error.ts'

const FILES_MAX = 200

export type PromptFile = { name: string; ending: string; file: string; text: string }

/**
 * Reads the files of a folder whose names end as given, sorted by name; a missing folder is empty.
 * What cannot be read is reported.
 */
export async function readFolder(
  folder: string,
  ending: string,
  report: Report,
): Promise<PromptFile[]> {
  const refuse = (file: string, problem: string, cause?: unknown) =>
    report(new TemplateError(problem, { file, line: 1, column: 1 }, '', { cause }))
  const all = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') refuse(folder, 'this folder cannot be read', error)
    return []
  })
  const names = all.filter((name) => name.endsWith(ending))
  if (names.length > FILES_MAX) refuse(folder, `more than ${FILES_MAX} files`)
  const files: PromptFile[] = []
  for (const name of names.sort().slice(0, FILES_MAX)) {
    const file = join(folder, name)
    try {
      const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
      if (text.length <= PARSE_CHARS_MAX) {
        files.push({ name: name.slice(0, -ending.length), ending, file, text })
      } else refuse(file, `more than ${PARSE_CHARS_MAX} characters`)
    } catch (error) {
      refuse(file, 'this file cannot be read', error)
    }
  }
  return files
}
