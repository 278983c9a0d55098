import { constants } from 'node:fs'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Jail, JailWorkspace } from '@millwright/sandbox'
import { CliError } from '../cli-error.ts'

/**
 * Sends the self-test into a jail of the same make, as a worker does before its first task.
 * What it seeks is planted in the data directory, or in a folder for the moment where there is none
 * that we may write.
 * @throws CliError naming what the jail let through.
 * @throws SandboxError when the test could not run.
 */
export async function proveJail(
  openJail: (workspace: JailWorkspace) => Jail,
  dataDir: string,
): Promise<void> {
  const { selfTest } = await import('@millwright/sandbox')
  const place = (await mayWrite(dataDir)) ? dataDir : await mkdtemp(join(tmpdir(), 'millwright-'))
  try {
    const { findings } = await selfTest(openJail, place)
    if (findings.length === 0) return
    const fix = 'narrow sandbox.read_only_paths'
    throw new CliError(`the jail does not hold, nothing was run: ${findings.join('; ')}; ${fix}`)
  } finally {
    if (place !== dataDir) await rm(place, { recursive: true, force: true })
  }
}

async function mayWrite(dir: string): Promise<boolean> {
  try {
    await access(dir, constants.W_OK)
    return true
  } catch {
    return false
  }
}
