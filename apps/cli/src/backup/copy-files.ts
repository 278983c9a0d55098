import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { CliError } from '../cli-error.ts'
import { FOLDER_FILES_MAX } from './limits.ts'

/** Copies the files of a folder, links aside, below `to`; returns their paths below `root`. */
export async function copyFolder(from: string, to: string, root: string): Promise<string[]> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  if (files.length > FOLDER_FILES_MAX) {
    throw new CliError(`${from} holds more than ${FOLDER_FILES_MAX} files`)
  }
  const copied: string[] = []
  for (const { parentPath, name } of files) {
    const source = join(parentPath, name)
    copied.push(await copyOne(source, join(to, relative(from, source)), root))
  }
  return copied
}

/** Copies one file; returns its path below `root`. */
export async function copyOne(from: string, to: string, root: string): Promise<string> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  await copyFile(from, to)
  return relative(root, to)
}
