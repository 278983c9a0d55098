import {
  createJail,
  describeLimits,
  findSandbox,
  type Sandbox,
  selfTest,
} from '@millwright/sandbox'
import { configured } from './check.ts'

/** The jail: found, and really shut. */
export const sandboxCheck = configured('sandbox', async ({ worker }) => {
  const { mode, read_only_paths } = worker.sandbox
  let sandbox: Sandbox
  try {
    sandbox = await findSandbox({ mode, dataDir: worker.data_dir })
    const { findings } = await selfTest(
      (workspace) => createJail({ ...sandbox, workspace, readOnlyPaths: read_only_paths }),
      worker.data_dir,
    )
    const limits = describeLimits(sandbox.held)
    if (findings.length === 0) {
      return { ok: true, detail: `${sandbox.why}; nothing leaks into it; ${limits}` }
    }
    const fix =
      sandbox.mode === 'none'
        ? 'set sandbox.mode to auto and install bubblewrap, unless this machine is a throw-away'
        : 'narrow sandbox.read_only_paths'
    return { ok: false, detail: [sandbox.why, ...findings].join('; '), fix }
  } catch (error) {
    const fix = 'apt-get install bubblewrap, and allow user namespaces'
    return { ok: false, detail: error instanceof Error ? error.message : String(error), fix }
  }
})
