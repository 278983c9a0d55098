import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname } from 'node:path'
import { waitFor } from '@millwright/testing'
import { binary } from './run-millwright.fixture.ts'

/** A command that runs at a terminal, as a person sees it. */
export interface Session {
  /** All that stands on the terminal by now. */
  screen(): string
  /** Waits until the terminal shows a text. */
  shows(text: string): Promise<unknown>
  /** Types keys; `\u0003` is Ctrl-C. */
  type(keys: string): void
  /** The exit code, as the shell would see it. */
  readonly ended: Promise<number>
}

/**
 * Runs the command line at a pseudo-terminal that `script` of util-linux opens, which each Debian
 * has; a package with native code would do no more.
 */
export function runInTerminal(
  args: readonly string[],
  { cwd = '/', env = {} }: { cwd?: string; env?: Readonly<Record<string, string>> } = {},
): Session {
  const path = [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':')
  const command = [process.execPath, binary, ...args].map(quoted).join(' ')
  const argv = ['--quiet', '--return', '--flush', '--command', command, '/dev/null']
  const base = { PATH: path, TERM: 'xterm-256color', SHELL: '/bin/sh' }
  const child = spawn('script', argv, { cwd, env: { ...base, ...env } })
  let screen = ''
  child.stdout.on('data', (chunk: Buffer) => {
    screen += chunk.toString()
  })
  const ended = once(child, 'close').then(([code]) => Number(code))
  return {
    screen: () => screen,
    shows: (text) => waitFor(() => screen.includes(text), { what: `${text} on the terminal` }),
    type: (keys) => void child.stdin.write(keys),
    ended,
  }
}

/** One word for the shell. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}
