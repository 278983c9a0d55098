import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PARSE_CHARS_MAX } from './prompt-engine.ts'
import { TemplateError } from './template-error.ts'

const FILES_MAX = 200

/** Reads the files of a folder whose names end as given, sorted by name; a missing folder is empty. */
export async function readFolder(
  folder: string,
  ending: string,
): Promise<{ name: string; file: string; text: string }[]> {
  const isThere = await stat(folder).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
  const names = isThere ? (await readdir(folder)).filter((name) => name.endsWith(ending)) : []
  const refuse = (file: string, problem: string) =>
    new TemplateError(problem, { file, line: 1, column: 1 }, '')
  if (names.length > FILES_MAX) throw refuse(folder, `more than ${FILES_MAX} files`)
  const files: { name: string; file: string; text: string }[] = []
  for (const name of names.sort()) {
    const file = join(folder, name)
    const text = (await readFile(file, 'utf8')).replaceAll('\r\n', '\n')
    if (text.length > PARSE_CHARS_MAX) throw refuse(file, `more than ${PARSE_CHARS_MAX} characters`)
    files.push({ name: name.slice(0, -ending.length), file, text })
  }
  return files
}
