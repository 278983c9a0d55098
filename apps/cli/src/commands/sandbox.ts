import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Connection, Jail } from '@millwright/sandbox'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { configOf } from '../command-context.ts'
import { exitCode } from '../exit-code.ts'
import { printable } from '../printable.ts'
import { proveJail } from './prove-jail.ts'

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
    .usage('[--dir DIR] [--allow-host HOST...] -- COMMAND...')
    .option('--dir <dir>', 'the tree that the command works in, and may write', '.')
    .option('--allow-host <host...>', 'let the command reach a host: NAME, or NAME:PORT=ADDRESS')
    .action(async (words: string[], options: Options, command: Command) => {
      process.exitCode = await runInJail(words, options, command)
    })
}

async function runInJail(words: string[], options: Options, command: Command): Promise<number> {
  const dir = resolve(options.dir)
  if (!(await isFolder(dir))) throw new CliError(`there is no folder ${dir}`, exitCode.notFound)
  const { createJail, describeLimits, findSandbox, openProxy } = await import('@millwright/sandbox')
  const { sandbox, data_dir, limits } = configOf(command)
  const { why, ...found } = await findSandbox({ mode: sandbox.mode, dataDir: data_dir })
  const readOnlyPaths = sandbox.read_only_paths
  if (found.mode === 'bwrap') {
    await proveJail((workspace) => createJail({ ...found, workspace, readOnlyPaths }), data_dir)
  }
  const hosts = options.allowHost ?? []
  const proxy = hosts.length === 0 ? null : await openProxy({ hosts, onConnection })
  try {
    const jail = createJail({
      ...found,
      workspace: { dir },
      readOnlyPaths,
      limits: { memoryMb: sandbox.memory_mb, processes: sandbox.processes },
      ...(proxy === null ? {} : { proxySocket: proxy.socket }),
    })
    process.stderr.write(`sandbox: ${describe(jail, describeLimits(jail.limits), hosts)}; ${why}\n`)
    return await runOnce(jail, words, limits.task_minutes * MINUTE_MS)
  } finally {
    // An open proxy would keep the command from ending.
    await proxy?.close()
  }
}

async function runOnce(jail: Jail, words: string[], timeoutMs: number): Promise<number> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const [script = ''] = words
  const ended = await jail.run({
    command: words.length === 1 ? script : words,
    timeoutMs,
    signal: stop.signal,
    outputBytesMax: OUTPUT_BYTES_MAX,
    onOutput: (chunk, stream) => void process[stream].write(chunk),
  })
  const { exitCode: code, durationMs, timedOut } = ended
  const end = code === null ? `killed${timedOut ? ' at its deadline' : ''}` : `exit code ${code}`
  process.stderr.write(`sandbox: ${end} after ${durationMs} ms\n`)
  return code ?? exitCode.error
}

function onConnection({ host, port, verdict, why, bytesUp, bytesDown }: Connection): void {
  const what = verdict === 'allowed' ? `${bytesUp} bytes up, ${bytesDown} down` : why
  process.stderr.write(`sandbox: ${verdict} ${printable(`${host}:${port}`)}: ${what}\n`)
}

function describe({ mode }: Jail, limits: string, hosts: readonly string[]): string {
  if (mode === 'none') return 'NOT isolated: the command sees and may change all that you can'
  const network = hosts.length === 0 ? 'no network' : `no network but ${hosts.join(', ')}`
  return `isolated by bubblewrap: ${network}, no secrets but the tree’s, nothing writable but the tree (${limits})`
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found?.isDirectory() === true
}
