import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface StartedProgram {
  /** Ends with the exit code after SIGTERM. */
  stop(): Promise<number | null>
  output(): string
  hasEnded(): boolean
}

/** Starts a program with this environment and nothing of our own. */
export function startProgram(
  [command = '', ...args]: readonly string[],
  { cwd, env }: { cwd: string; env: Record<string, string> },
): StartedProgram {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close')
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  return {
    output: () => output,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async stop() {
      child.kill('SIGTERM')
      await ended
      return child.exitCode
    },
  }
}
