import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pathVariable } from '../demo/path-variable.ts'
import { root } from '../demo/root.ts'

const start = promisify(execFile)
const CLI_MS_MAX = 120_000

/** Runs `millwright` with these arguments; a code other than 0 is an answer, not an error. */
export async function runCli(args: readonly string[]): Promise<{ code: unknown; output: string }> {
  const bin = join(root, 'apps', 'cli', 'bin', 'millwright.js')
  const env = { PATH: pathVariable() }
  try {
    const { stdout } = await start(process.execPath, [bin, ...args], { env, timeout: CLI_MS_MAX })
    return { code: 0, output: stdout }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'stdout' in error)) throw error
    return { code: error.code, output: String(error.stdout) }
  }
}
