import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The command line as an operator starts it. */
export const binary = fileURLToPath(new URL('../bin/millwright.js', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface MillwrightOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string | Buffer
  /** Another installation's command line. */
  readonly program?: string
}

/** Runs the real command line to its end; tests alone use this. It sees no environment of ours. */
export function runMillwright(
  args: readonly string[],
  { cwd = '/', env = {}, stdin = '', program = binary }: MillwrightOptions = {},
): Promise<Ended> {
  const path = [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':')
  const child = spawn(process.execPath, [program, ...args], { cwd, env: { PATH: path, ...env } })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  // A command that reads no input closes it early.
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}
