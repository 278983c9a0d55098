// A Probot server whose handler does nothing: the folder that holds it and the secret as
// arguments, its address through the channel to its parent. It logs no requests, as we do not.
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [folder = '', secret = ''] = process.argv.slice(2)
const entry = join(folder, 'node_modules/probot/lib/index.js')
const { Probot, Server } = await import(pathToFileURL(entry).href)
const log = createRequire(entry)('pino')({ level: 'fatal' })
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const port = await freePort()
const options = { appId: 1, privateKey, secret, log }
const server = new Server({ Probot: Probot.defaults(options), host: '127.0.0.1', port, log })
await server.load((/** @type {{ on(event: string, handle: () => void): void }} */ app) => {
  app.on('workflow_run', () => undefined)
})
await server.start()
process.send?.(`http://127.0.0.1:${port}/api/github/webhooks`)
process.once('disconnect', () => process.exit())

/** Probot takes port 0 for its default, 3000. */
async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return address === null || typeof address === 'string' ? 3000 : address.port
}
