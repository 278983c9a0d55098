import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** The last backup that was made of this data directory. */
const LastBackup = z.object({ path: z.string(), made_at: z.iso.datetime() })
export type LastBackup = z.infer<typeof LastBackup>

const FILE = 'last-backup.json'

export async function noteBackup(dataDir: string, last: LastBackup): Promise<void> {
  await writeFile(join(dataDir, FILE), JSON.stringify(last), { mode: 0o600 })
}

/** Null when none is known of. */
export async function lastBackup(dataDir: string): Promise<LastBackup | null> {
  const text = await readFile(join(dataDir, FILE), 'utf8').catch(() => null)
  if (text === null) return null
  try {
    return LastBackup.parse(JSON.parse(text))
  } catch {
    // A note that cannot be read is no backup that anybody could find.
    return null
  }
}
