import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { say } from './say.mjs'
import { SetupError } from './setup-error.mjs'

/**
 * Lets one at a time do a kind of work in a folder. The lock is a name in Linux's abstract socket
 * space: the kernel gives it up when its holder ends, however it ends, so that it is never stale.
 *
 * @param {string} root
 * @param {{ work: string, waitMs: number, signal: AbortSignal }} options `work` names the kind,
 *   as in `set-up`
 * @returns {Promise<() => void>} gives the turn up; throws SetupError after waiting too long, or
 *   the abort's reason
 */
export async function takeTurn(root, { work, waitMs, signal }) {
  const key = createHash('sha256')
    .update(`${work} ${realpathSync(root)}`)
    .digest('hex')
  const name = `\0millwright-${key.slice(0, 32)}`
  const giveUpMs = performance.now() + waitMs
  let isSaid = false
  while (performance.now() < giveUpMs) {
    const release = await hold(name)
    if (release) return release
    if (!isSaid) say(`another ${work} is running in this folder; waiting for it`)
    isSaid = true
    await holderIsGone(name, giveUpMs - performance.now(), signal)
    signal.throwIfAborted()
  }
  throw new SetupError(
    `another ${work} has been running in ${root} for ${waitMs / 60_000} minutes`,
    'end the other command, then run this one again',
  )
}

/**
 * @param {string} name
 * @returns {Promise<(() => void) | null>} null when somebody holds it
 */
function hold(name) {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()))
  return new Promise((resolve, reject) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(name, () => {
      const waiting = new Set()
      server.on('connection', (socket) => waiting.add(socket))
      resolve(() => {
        server.close()
        for (const socket of waiting) socket.destroy()
      })
    })
  })
}

/**
 * Resolves when the holder has closed our connection or ended, after `waitMs`, or on abort.
 *
 * @param {string} name
 * @param {number} waitMs
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function holderIsGone(name, waitMs, signal) {
  return new Promise((resolve) => {
    const socket = connect(name)
    const timeout = setTimeout(() => socket.destroy(), waitMs)
    const onAbort = () => socket.destroy()
    signal.addEventListener('abort', onAbort, { once: true })
    // An error means that the holder went before we connected; 'close' follows it.
    socket.once('error', () => socket.destroy())
    socket.once('close', () => {
      clearTimeout(timeout)
      signal.removeEventListener('abort', onAbort)
      resolve()
    })
  })
}
