import type { Jail } from '@millwright/sandbox'
import { z } from 'zod'
import type { Scripts } from './reporting-command.ts'

const Package = z.object({ scripts: z.record(z.string(), z.string()) })
const TIMEOUT_MS = 10_000
const PACKAGE_BYTES_MAX = 500_000

/** The scripts of package.json, read in the jail; none when it cannot be read. */
export async function readScripts(jail: Pick<Jail, 'run'>, signal: AbortSignal): Promise<Scripts> {
  const command = ['/bin/cat', 'package.json']
  const run = { command, timeoutMs: TIMEOUT_MS, outputBytesMax: PACKAGE_BYTES_MAX, signal }
  const { stdout } = await jail.run(run)
  try {
    return Package.parse(JSON.parse(stdout)).scripts
  } catch {
    return {}
  }
}
