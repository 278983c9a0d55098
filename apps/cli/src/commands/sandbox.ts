import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Jail } from '@millwright/sandbox'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { configOf } from '../command-context.ts'
import { exitCode } from '../exit-code.ts'

const MINUTE_MS = 60_000
const OUTPUT_BYTES_MAX = 1_000_000

interface Options {
  dir: string
  allowHost?: string[]
}

/** `millwright sandbox`: a command exactly as a worker's jail would run it. */
export function addSandboxCommand(program: Command): void {
  program
    .command('sandbox <command...>')
    .description('run a command as a worker’s jail would; one word is a script for sh')
    .usage('[--dir DIR] -- COMMAND...')
    .option('--dir <dir>', 'the tree that the command works in, and may write', '.')
    .option('--allow-host <host...>', 'let the command reach a host')
    .action(async (words: string[], options: Options, command: Command) => {
      if (options.allowHost !== undefined) {
        command.error(
          'error: --allow-host: the jail has no network yet, with or without a list of hosts',
        )
      }
      process.exitCode = await runInJail(words, resolve(options.dir), command)
    })
}

async function runInJail(words: string[], dir: string, command: Command): Promise<number> {
  if (!(await isFolder(dir))) throw new CliError(`there is no folder ${dir}`, exitCode.notFound)
  const { createJail, findSandbox } = await import('@millwright/sandbox')
  const { sandbox, data_dir, limits } = configOf(command)
  const { why, ...found } = await findSandbox({ mode: sandbox.mode, dataDir: data_dir })
  const jail = createJail({
    ...found,
    workspace: { dir },
    readOnlyPaths: sandbox.read_only_paths,
    limits: { memoryMb: sandbox.memory_mb, processes: sandbox.processes },
  })
  process.stderr.write(`sandbox: ${describe(jail)}; ${why}\n`)
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const [script = ''] = words
  const {
    exitCode: code,
    durationMs,
    timedOut,
  } = await jail.run({
    command: words.length === 1 ? script : words,
    timeoutMs: limits.task_minutes * MINUTE_MS,
    signal: stop.signal,
    outputBytesMax: OUTPUT_BYTES_MAX,
    onOutput: (chunk, stream) => void process[stream].write(chunk),
  })
  const end = code === null ? `killed${timedOut ? ' at its deadline' : ''}` : `exit code ${code}`
  process.stderr.write(`sandbox: ${end} after ${durationMs} ms\n`)
  return code ?? exitCode.error
}

function describe({ mode, limits }: Jail): string {
  if (mode === 'none') return 'NOT isolated: the command sees and may change all that you can'
  const held = `memory held by ${limits.memory}, processes by ${limits.processes}`
  return `isolated by bubblewrap: no network, no secrets, nothing writable but the tree (${held})`
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found?.isDirectory() === true
}
