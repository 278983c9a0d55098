import { Task } from '@millwright/protocol'
import { EVERYWHERE } from '@millwright/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findTask } from '../find-task.ts'
import { ANSWER_MS_MAX, BODY_BYTES_MAX } from '../limits.ts'
import { decideForms } from '../lite/decide-forms.ts'
import { readGlance } from '../lite/glance.ts'
import { type Html, html } from '../lite/html.ts'
import { overviewPage } from '../lite/overview-page.ts'
import { page, signInForm } from '../lite/page.ts'
import { taskPage } from '../lite/task-page.ts'
import { formHeaders } from '../security-headers.ts'
import { StatusError } from '../status-error.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'
import { addLiteForms } from './lite-forms.ts'

const options = { handlerTimeout: ANSWER_MS_MAX, helmet: formHeaders }
const querystring = z.object({ asked: z.string().max(1).optional() })

/** The service without scripts, for any browser and for the day when the dashboard is broken. */
export function addLite(server: StatusServer, parts: StatusParts): void {
  const { access, store, redact } = parts
  const glance = readGlance(parts)

  const show: Show = (request, reply, { title, body, isPaused }) => {
    const viewer = { session: access.sessionOf(request), hasTokens: access.hasTokens, isPaused }
    // By value, because escaping would hide a secret; then what only the whole page has.
    const text = redact(page(title, body, viewer).write(redact))
    return reply.type('text/html; charset=utf-8').send(text)
  }
  const send = async (request: FastifyRequest, reply: FastifyReply, title: string, body: Html) => {
    const isPaused = (await store.listPauses()).some(({ scope }) => scope === EVERYWHERE)
    return show(request, reply, { title, body, isPaused })
  }
  const mayRead = (request: FastifyRequest) =>
    access.isReadingOpen(request) || access.callerOf(request) !== null
  const askForToken = (request: FastifyRequest, reply: FastifyReply) =>
    send(request, reply.code(401), 'Sign in', html`<h1>Millwright</h1>${wayIn(access.hasTokens)}`)

  readForms(server)
  answerWithPages(server, show)
  server.get('/lite', {
    ...options,
    schema: { summary: 'The service at a glance, as a page without scripts', querystring },
    handler: async (request, reply) => {
      if (!mayRead(request)) return askForToken(request, reply)
      const body = html`${asked(request.query)}${overviewPage(await glance())}`
      return send(request, reply, 'Millwright', body)
    },
  })
  server.get('/lite/tasks/:id', {
    ...options,
    schema: {
      summary: 'One task, as a page without scripts',
      params: z.object({ id: Task.shape.task_id }),
      querystring,
    },
    handler: async (request, reply) => {
      if (!mayRead(request)) return askForToken(request, reply)
      const { id } = request.params
      const record = await findTask(parts, id)
      const decide = decideForms(record, access.sessionOf(request))
      const body = html`${asked(request.query)}${taskPage(record, redact)}${decide}`
      return send(request, reply, id, body)
    },
  })
  addLiteForms(server, parts)
}

/** Where there is no token there is nothing to type. */
function wayIn(hasTokens: boolean): Html {
  if (hasTokens) return signInForm()
  return html`<p role="alert">Reading from elsewhere takes a token, and none is configured: set
<code>status.token_file</code> or <code>MILLWRIGHT_STATUS_TOKEN</code>.</p>`
}

function asked({ asked: is }: z.infer<typeof querystring>): Html | null {
  return is === undefined ? null : html`<p role="status"><b>The lead was asked.</b></p>`
}

/** What a form without a script sends. */
function readForms(server: StatusServer): void {
  const form = 'application/x-www-form-urlencoded'
  server.addContentTypeParser(
    form,
    { parseAs: 'string', bodyLimit: BODY_BYTES_MAX },
    async (_request: FastifyRequest, body: string) => Object.fromEntries(new URLSearchParams(body)),
  )
}

type Show = (
  request: FastifyRequest,
  reply: FastifyReply,
  what: { title: string; body: Html; isPaused: boolean },
) => FastifyReply

/** Whoever has no script to show a refusal gets it as a page; also when Redis is away. */
function answerWithPages(server: StatusServer, show: Show): void {
  server.setErrorHandler(async (error, request, reply) => {
    if (!(error instanceof StatusError)) throw error
    const body = html`<h1>Refused</h1><p role="alert">${error.message}</p>
<p><a href="/lite">Back</a></p>${error.code === 'MW_TOKEN' && signInForm()}`
    return show(request, reply.code(error.statusCode), { title: 'Refused', body, isPaused: false })
  })
}
