import { readFileSync } from 'node:fs'

/** What a jail needs to reach the proxy. */
export type NetworkOfJail = {
  /** Path inside → content. */
  files: Record<string, string>
  env: Record<string, string>
  socket: { from: string; to: string }
}

const SOCKET = '/run/millwright/proxy'
const SCRIPT = '/run/millwright/forward.mjs'
/** In a jail's own network namespace, so that no two are in each other's way. */
const PORT = '3128'
const address = `http://127.0.0.1:${PORT}`

/** The variables that most programs look at; there is no one spelling. */
const env = {
  http_proxy: address,
  https_proxy: address,
  HTTP_PROXY: address,
  HTTPS_PROXY: address,
  no_proxy: 'localhost,127.0.0.1,::1',
  NO_PROXY: 'localhost,127.0.0.1,::1',
  // Yarn's own names, and the switch that makes the fetch of newer Node.js look at the others.
  YARN_HTTP_PROXY: address,
  YARN_HTTPS_PROXY: address,
  NODE_USE_ENV_PROXY: '1',
}

const script = readFileSync(new URL('../../jail/forward.mjs', import.meta.url), 'utf8')

export function networkOfJail(from: string): NetworkOfJail {
  return { files: { [SCRIPT]: script }, env, socket: { from, to: SOCKET } }
}

/** Put before a command: runs it with the proxy at hand. */
export function forwardThenRun(): string[] {
  return [process.execPath, SCRIPT, SOCKET, PORT]
}
