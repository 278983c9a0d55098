import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import { fastifySSE } from '@fastify/sse'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyRequest } from 'fastify'
import {
  createSerializerCompiler,
  jsonSchemaTransform,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { dropEndedSession } from './access/drop-ended-session.ts'
import { addRoutes } from './add-routes.ts'
import { answerErrors } from './answer-errors.ts'
import { checkHost } from './check-host.ts'
import * as limits from './limits.ts'
import { redactingJson } from './redacting-json.ts'
import { addDocs } from './routes/docs.ts'
import { addLite } from './routes/lite.ts'
import { addProbes } from './routes/probes.ts'
import { addSession } from './routes/session.ts'
import { addSite } from './routes/site.ts'
import { securityHeaders } from './security-headers.ts'
import { StatusError } from './status-error.ts'
import type { StatusParts, StatusServer } from './status-parts.ts'

/** Builds the status API with its page. It reads Redis and asks the lead; it changes nothing. */
export async function createServer(parts: StatusParts): Promise<StatusServer> {
  const server: StatusServer = Fastify({
    logger: false,
    bodyLimit: limits.BODY_BYTES_MAX,
    requestTimeout: limits.ANSWER_MS_MAX,
    forceCloseConnections: true,
    trustProxy: parts.config.status.trusted_proxies,
  }).withTypeProvider<ZodTypeProvider>()
  const { replacer, stringify } = redactingJson(parts.redact)
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(createSerializerCompiler({ replacer }))
  // Answers without a schema, such as the OpenAPI document, pass the same scrubber.
  server.setReplySerializer(stringify)
  answerErrors(server, parts.logger)
  server.addHook('onRequest', checkHost(parts.config.status))
  server.addHook('onRequest', dropEndedSession(parts))
  await server.register(helmet, securityHeaders)
  await server.register(rateLimit, {
    max: limits.REQUESTS_PER_MINUTE,
    timeWindow: '1 minute',
    errorResponseBuilder: () =>
      new StatusError('MW_RATE_LIMITED', 'too many requests; wait a minute'),
  })
  await server.register(swagger, {
    openapi: openapi(parts.version),
    transform: jsonSchemaTransform,
  })
  await server.register(fastifySSE, {
    heartbeatInterval: limits.HEARTBEAT_MS,
    serializer: stringify,
  })
  await addSite(server)
  await addProbes(server, parts)
  addSession(server, parts)
  const requireRedis = async () => {
    if (parts.redis.status === 'ready') return
    throw new StatusError('MW_REDIS_AWAY', 'Redis is away; it is tried again every two seconds')
  }
  await server.register(async (api: StatusServer) => {
    api.addHook('onRequest', requireRedis)
    // Logs, prompts and patches: only who is on this machine reads them without a token.
    const requireViewer = parts.access.require('viewer')
    // After the rate limit, so that guesses are counted.
    api.addHook('preParsing', async (request: FastifyRequest) => {
      if (!parts.access.isReadingOpen(request)) await requireViewer(request)
    })
    addRoutes(api, parts)
  })
  await server.register(async (pages: StatusServer) => {
    pages.addHook('onRequest', requireRedis)
    addLite(pages, parts)
  })
  addDocs(server)
  return server
}

function openapi(version: string) {
  return {
    openapi: '3.1.0',
    info: { title: 'Millwright status API', version },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  } as const
}
