import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CliError } from '../cli-error.ts'
import { exitCode } from '../exit-code.ts'
import { MANIFEST_FILE, Manifest, REDIS_FILE } from './manifest.ts'
import { readDump } from './read-dump.ts'
import { sha256Of } from './sha256-of.ts'

/**
 * Reads a whole backup: every file has the bytes that were written, and every key can be read.
 * Throws CliError (a check failed) that names the first file that is wrong.
 */
export async function checkBackup(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder)
  for (const [name, expected] of Object.entries(manifest.files)) {
    const found = await sha256Of(join(folder, name)).catch(() => null)
    if (found === null) throw broken(folder, `${name} cannot be read`)
    if (found !== expected) throw broken(folder, `${name} is not what was written`)
  }
  let keys = 0
  for await (const _ of readDump(join(folder, REDIS_FILE))) keys += 1
  if (keys !== manifest.keys) throw broken(folder, `${keys} of ${manifest.keys} keys are there`)
  return manifest
}

async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST_FILE), 'utf8').catch(() => null)
  if (text === null) {
    throw new CliError(
      `there is no backup in ${folder}: name the folder that holds ${MANIFEST_FILE}`,
      exitCode.notFound,
    )
  }
  try {
    return Manifest.parse(JSON.parse(text))
  } catch {
    throw broken(folder, `${MANIFEST_FILE} cannot be read by this version`)
  }
}

function broken(folder: string, why: string): CliError {
  return new CliError(
    `the backup ${folder} is broken: ${why}; use another one`,
    exitCode.checkFailed,
  )
}
