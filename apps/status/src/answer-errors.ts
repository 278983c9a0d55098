import type { Logger } from '@millwright/logger'
import type { FastifyError, FastifyReply } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { StatusError } from './status-error.ts'
import type { StatusServer } from './status-parts.ts'

/** Turns whatever goes wrong into `{ code, message }`; the inside of an error stays in the log. */
export function answerErrors(server: StatusServer, logger: Logger): void {
  server.setNotFoundHandler(async (_request, reply) => {
    return answer(
      reply,
      new StatusError(
        'MW_NOT_FOUND',
        'there is nothing under this address: /api/v1/docs lists what there is',
      ),
    )
  })
  server.setErrorHandler(async (error: FastifyError, request, reply) => {
    if (error instanceof StatusError) return answer(reply, error)
    if (hasZodFastifySchemaValidationErrors(error)) {
      return answer(reply, new StatusError('MW_BAD_REQUEST', error.message))
    }
    if (error.code === 'FST_ERR_HANDLER_TIMEOUT') {
      return answer(
        reply,
        new StatusError(
          'MW_TOO_SLOW',
          'Redis took too long to answer: ask again; millwright doctor looks at it',
        ),
      )
    }
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return reply.code(error.statusCode).send({ code: 'MW_BAD_REQUEST', message: error.message })
    }
    logger.error({ err: error, method: request.method, url: request.url }, 'request failed')
    const message = 'something went wrong here; the log of the status service says what'
    return reply.code(500).send({ code: 'MW_INTERNAL', message })
  })
}

async function answer(reply: FastifyReply, error: StatusError) {
  if (error.code === 'MW_TOKEN') reply.header('www-authenticate', 'Bearer')
  if (error.statusCode === 503) reply.header('retry-after', '2')
  return reply.code(error.statusCode).send({ code: error.code, message: error.message })
}
