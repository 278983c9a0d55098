// The lead's webhook listener, alone in its process: Redis URL and secret as arguments, its own
// address through the channel to its parent.
import { createWebhookServer } from '../../apps/lead/src/intake/webhook-server.ts'
import { createLogger } from '../../libs/logger/src/index.ts'
import { openIntake, openQueues } from '../../libs/queue/src/index.ts'

const [url = '', secret = ''] = process.argv.slice(2)
const logger = createLogger({ level: 'warn', name: 'lead', redact: (line) => line })
const { inbox } = openQueues({ url, logger })
const intake = await openIntake({ url, inbox, logger })
const server = createWebhookServer({ secrets: [secret], bodyBytesMax: 25e6, intake, logger })
const address = await server.listen({ host: '127.0.0.1', port: 0 })
process.send?.(`${address}/webhooks/github`)
process.once('disconnect', () => process.exit())
