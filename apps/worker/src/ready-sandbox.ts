import type { Config } from '@millwright/config'
import type { Logger } from '@millwright/logger'
import { createJail, findSandbox, type Sandbox, selfTest } from '@millwright/sandbox'
import { WorkerError } from './worker-error.ts'

/**
 * Finds the sandbox and proves that it holds before any task is claimed.
 * Throws SandboxError without a usable bubblewrap, unless the configuration asks for `none` by
 * name, and WorkerError (MW_SANDBOX_LEAKS) when the jail let something through.
 */
export async function readySandbox(config: Config, logger: Logger): Promise<Sandbox> {
  const { mode, read_only_paths: readOnlyPaths } = config.sandbox
  const sandbox = await findSandbox({ mode, dataDir: config.data_dir })
  if (sandbox.mode === 'none') {
    logger.warn({ why: sandbox.why }, 'commands of watched repositories run unconfined')
    return sandbox
  }
  const open: Parameters<typeof selfTest>[0] = (workspace) =>
    createJail({ ...sandbox, workspace, readOnlyPaths })
  const { isolated, findings } = await selfTest(open, config.data_dir)
  if (isolated) return sandbox
  const what = findings.join(' ')
  throw new WorkerError('MW_SANDBOX_LEAKS', `The jail does not hold, no task is started: ${what}`)
}
