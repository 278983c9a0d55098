import { spawn } from 'node:child_process'
import { dirname } from 'node:path'

/** Where programs are looked for; nothing of the caller's environment reaches them. */
export const systemPath: readonly string[] = [
  dirname(process.execPath),
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
  '/opt/homebrew/bin',
]

/** Git reads no configuration of this machine, runs no hook and asks for no password. */
export const gitEnvironment: Readonly<Record<string, string>> = {
  PATH: systemPath.join(':'),
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C.UTF-8',
}

const OUTPUT_BYTES_MAX = 64_000_000

/**
 * Runs a program to its end and gives back its standard output.
 * Throws an Error with the arguments and the end of standard error for any exit but 0.
 */
export function runProgram(
  argv: readonly [string, ...string[]],
  options: { cwd?: string; env?: Readonly<Record<string, string>>; stdin?: string } = {},
): Promise<Buffer> {
  const [program, ...args] = argv
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: options.cwd, env: options.env ?? gitEnvironment })
    const output: Buffer[] = []
    let size = 0
    let errors = ''
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > OUTPUT_BYTES_MAX) child.kill('SIGKILL')
      else output.push(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      errors = `${errors}${chunk.toString()}`.slice(-4000)
    })
    // A program that ends without reading its input closes the pipe; its exit code tells why.
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.stdin ?? '')
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code === 0) resolve(Buffer.concat(output))
      else reject(new Error(`${argv.join(' ')} ended with ${code ?? signal}: ${errors}`))
    })
  })
}
