import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Jail, JailWorkspace } from './jail.ts'
import { plantAtHome } from './plant-at-home.ts'
import { SandboxError } from './sandbox-error.ts'

export type SelfTest = {
  /** True when the probe ran to its end and found nothing. */
  isolated: boolean
  /** What a command in the jail could read, reach or write, one sentence each. */
  findings: string[]
}

const PROBE_MS_MAX = 30_000
const probe = fileURLToPath(new URL('../jail/probe.mjs', import.meta.url))
const Answer = z.object({ findings: z.array(z.string()) })

/**
 * Proves the isolation on this machine instead of believing the configuration: plants secrets in
 * the data directory and at home, listens on loopback and on sockets, and sends a program in to
 * find them, our environment, or anything else of ours.
 * @throws SandboxError when the probe cannot run, so that nothing is proven.
 */
export async function selfTest(
  openJail: (workspace: JailWorkspace) => Jail,
  dataDir: string,
): Promise<SelfTest> {
  await mkdir(dataDir, { recursive: true })
  const root = await mkdtemp(join(dataDir, 'self-test-'))
  const home = await plantAtHome()
  const listeners: Server[] = []
  try {
    const tree = join(root, 'tree')
    await mkdir(tree)
    await writeFile(join(root, 'secret'), 'canary')
    const sockets = [join(root, 'socket'), `\0${root}`]
    for (const path of sockets) listeners.push(await listen({ path }))
    const [tcp, tcp6] = [await listen({ host: '127.0.0.1', port: 0 }), await listenOnV6()]
    listeners.push(tcp, ...(tcp6 === null ? [] : [tcp6]))
    const findings = await findingsOf(openJail({ dir: tree }), {
      files: [join(root, 'secret'), ...(home === null ? [] : [home])],
      folders: [dataDir],
      sockets,
      ports: [tcp, ...(tcp6 === null ? [] : [tcp6])].map(portOf),
    })
    return { isolated: findings.length === 0, findings }
  } finally {
    for (const listener of listeners) listener.close()
    if (home !== null) await rm(home, { force: true })
    await rm(root, { recursive: true, force: true })
  }
}

async function findingsOf(jail: Jail, sought: object): Promise<string[]> {
  const result = await jail.run({
    command: [process.execPath, '--input-type=module', '-e', await readFile(probe, 'utf8')],
    stdin: JSON.stringify(sought),
    timeoutMs: PROBE_MS_MAX,
  })
  const answer = result.exitCode === 0 ? Answer.safeParse(parse(result.stdout)) : null
  if (answer?.success === true) return answer.data.findings
  throw new SandboxError(`the self-test could not run in the jail: ${result.output.slice(-1000)}`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function listen(where: { path: string } | { host: string; port: number }): Promise<Server> {
  const server = createServer((socket) => socket.on('error', () => {}).destroy()).listen(where)
  await once(server, 'listening')
  return server
}

/** Null on a machine without IPv6. */
async function listenOnV6(): Promise<Server | null> {
  try {
    return await listen({ host: '::1', port: 0 })
  } catch {
    return null
  }
}

function portOf(server: Server): { host: string; port: number } {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new SandboxError('no port to test')
  return { host: address.address, port: address.port }
}
