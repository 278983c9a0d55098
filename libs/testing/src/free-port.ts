import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below the ports that systems give to outgoing connections and to listeners that ask for any. */
const FIRST_PORT = 10_000
const LAST_PORT = 29_999
const TRIES_MAX = 50

/**
 * A TCP port of 127.0.0.1 that was free a moment ago, for a server that has to be told its port
 * before it starts. Drawn at random from where the system itself gives out none, so that between
 * the look and the use hardly anybody takes it: not a connection, not a listener on port 0, not
 * another caller.
 * @throws Error when 50 ports in a row were taken.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1)
    if (await isFree(port)) return port
  }
  throw new Error(`${TRIES_MAX} ports in a row were taken`)
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
