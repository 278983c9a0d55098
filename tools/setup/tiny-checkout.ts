import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'

export interface Ending {
  readonly exitCode: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

/** A checkout with our set-up and next to nothing to set up. */
export interface TinyCheckout {
  readonly root: string
  /** Writes a file, runnable when it starts with `#!`. */
  write(path: string, content: string): void
  /** Starts `node tools/start.mjs` with these arguments. */
  start(args: readonly string[], env?: Record<string, string>): ReturnType<typeof startProcess>
  remove(): void
}

/** Its path holds a space; its packages are installed and its build does nothing. */
export function makeTinyCheckout(): TinyCheckout {
  const root = join(mkdtempSync(join(tmpdir(), 'millwright-setup-')), 'a checkout')
  const write = (path: string, content: string) => {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    if (content.startsWith('#!')) chmodSync(file, 0o755)
  }
  const tools = join(import.meta.dirname, '..')
  mkdirSync(root)
  cpSync(join(tools, 'start.mjs'), join(root, 'tools', 'start.mjs'), { recursive: true })
  cpSync(import.meta.dirname, join(root, 'tools', 'setup'), { recursive: true })
  write('package.json', '{ "name": "tiny", "version": "1.0.0" }')
  write('package-lock.json', lockFile({}))
  write('node_modules/.package-lock.json', lockFile({}))
  write('node_modules/typescript/bin/tsc', '')
  write('apps/dashboard/build.mjs', '')
  write('libs/triage/prepare-rules.mjs', '')
  return {
    root,
    write,
    start: (args, env = {}) => startProcess(['tools/start.mjs', ...args], root, env),
    remove: () => rmSync(dirname(root), { recursive: true, force: true }),
  }
}

/** What npm keeps in package-lock.json and in its own record of node_modules. */
export function lockFile(packages: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ name: 'tiny', lockfileVersion: 3, requires: true, packages })
}

/** A Node.js process whose output is collected; `ended` resolves when it has closed. */
export function startProcess(args: readonly string[], cwd: string, env: Record<string, string>) {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { child, ended: ending() }

  async function ending(): Promise<Ending> {
    const closed = once(child, 'close')
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
    await closed
    return { exitCode: child.exitCode, signal: child.signalCode, stdout, stderr }
  }
}
