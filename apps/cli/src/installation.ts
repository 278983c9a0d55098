import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CliError } from './cli-error.ts'

/** The top of the checkout or installation, seen from `src` and from `dist` alike. */
export const installation = fileURLToPath(new URL('../../..', import.meta.url))

/** The program of one app. Throws when the installation is not complete. */
export function appEntry(path: string): string {
  const entry = join(installation, 'apps', path)
  if (!existsSync(entry)) throw new CliError(`${entry} is missing: run npm run build`)
  return entry
}
