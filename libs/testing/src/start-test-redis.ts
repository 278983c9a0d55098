import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { findRedisServer } from './find-redis-server.ts'
import { freePort } from './free-port.ts'
import { temporaryDirectory } from './temporary-directory.ts'
import { whenProcessEnds } from './when-process-ends.ts'

export interface TestRedis {
  /** `redis://127.0.0.1:<port>/10`; the port stays the same over kill and restart. */
  readonly url: string
  readonly port: number
  readonly dir: string
  /** Ends the server politely and removes its directory. May be called twice. */
  stop(): Promise<void>
  /** SIGKILL, as a power cut would; resolves when the process is gone. */
  kill(): Promise<void>
  /** Starts again on the same port and data; kills first when it still runs. */
  restart(): Promise<void>
}

const START_MS_MAX = 10_000
const PORT_TRIES_MAX = 5

/**
 * Starts a real Redis (or Valkey) of its own for one test file: free port on 127.0.0.1, no
 * password, append-only file on and synced at each write, `noeviction`.
 * Throws when no server binary is on PATH or under `.millwright/tools`.
 */
export async function startTestRedis(): Promise<TestRedis> {
  const dir = await temporaryDirectory('millwright-redis-')
  const binary = findRedisServer()
  const first = await startOnFreePort(binary, dir)
  const port = first.port
  let child: ChildProcess | null = first.child
  const end = async (signal: NodeJS.Signals) => {
    const ending = child
    child = null
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return
    const gone = once(ending, 'exit')
    ending.kill(signal)
    await gone
  }
  return {
    url: `redis://127.0.0.1:${port}/10`,
    port,
    dir,
    stop: async () => {
      await end('SIGTERM')
      await rm(dir, { recursive: true, force: true })
    },
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGKILL')
      child = await startServer(binary, dir, port)
    },
  }
}

async function startOnFreePort(binary: string, dir: string) {
  let cause: unknown
  for (let tries = 0; tries < PORT_TRIES_MAX; tries += 1) {
    const port = await freePort()
    try {
      return { port, child: await startServer(binary, dir, port) }
    } catch (error) {
      // Somebody else may have taken the port between asking for it and using it.
      cause = error
    }
  }
  throw new Error(`${binary} did not start`, { cause })
}

async function startServer(binary: string, dir: string, port: number): Promise<ChildProcess> {
  const settings = Object.entries({
    '--port': String(port),
    '--bind': '127.0.0.1',
    '--dir': dir,
    '--save': '',
    '--appendonly': 'yes',
    '--appendfsync': 'always',
    '--maxmemory-policy': 'noeviction',
  }).flat()
  const child = spawn(binary, settings, { stdio: ['ignore', 'pipe', 'ignore'] })
  child.once(
    'exit',
    whenProcessEnds(() => child.kill('SIGKILL')),
  )
  await new Promise<void>((resolve, reject) => {
    let log = ''
    const give = (why: string) => reject(new Error(`${binary} ${why}: ${log.slice(-2000)}`))
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      give(`was not ready within ${START_MS_MAX} ms`)
    }, START_MS_MAX)
    child.stdout.on('data', (chunk: Buffer) => {
      if (log.length < 20_000) log += chunk.toString()
      if (!log.includes('Ready to accept connections')) return
      clearTimeout(timer)
      resolve()
    })
    child.once('error', (error) => give(error.message))
    child.once('exit', (code) => {
      clearTimeout(timer)
      give(`ended with ${code}`)
    })
  })
  return child
}
