import { fileURLToPath } from 'node:url'
import statics from '@fastify/static'
import type { StatusServer } from '../status-parts.ts'

/** What `apps/dashboard` builds; its files are named by what is in them. */
const site = fileURLToPath(new URL('../../../dashboard/dist/site/', import.meta.url))
/** The style of the pages that are made here. */
const own = fileURLToPath(new URL('../../public/', import.meta.url))

/** The dashboard's files. Nothing in them is secret: the data behind them is asked for apart. */
export async function addSite(server: StatusServer): Promise<void> {
  await server.register(statics, {
    root: site,
    cacheControl: false,
    setHeaders(reply, path) {
      const isNamedByContent = path.startsWith(`${site}assets/`)
      const forEver = 'public, max-age=31536000, immutable'
      reply.setHeader('cache-control', isNamedByContent ? forEver : 'no-cache')
    },
  })
  server.get('/style.css', {
    schema: { summary: 'The style of the pages without scripts' },
    handler: async (_request, reply) => reply.sendFile('style.css', own),
  })
}
