import { setTimeout as sleep } from 'node:timers/promises'
import { CliError } from '../cli-error.ts'

/** A lead that is alive takes up what it is asked within a second. */
export const LOOKS_MAX = 60
const LOOK_MS = 250

/** Looks until the time of the last reload is another one. Throws a CliError after LOOKS_MAX. */
export async function waitForReload<T extends { reloaded_at?: string | undefined }>(
  look: () => Promise<T | null>,
  was: string | undefined,
  lookMs = LOOK_MS,
): Promise<T> {
  for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
    const now = await look()
    if (now?.reloaded_at !== undefined && now.reloaded_at !== was) return now
    await sleep(lookMs)
  }
  throw new CliError('the lead did not read the prompts in time: see millwright status')
}
