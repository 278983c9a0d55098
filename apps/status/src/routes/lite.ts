import { Task } from '@millwright/protocol'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { createHealth } from '../create-health.ts'
import { ANSWER_MS_MAX } from '../limits.ts'
import { type Html, html } from '../lite/html.ts'
import { overviewPage } from '../lite/overview-page.ts'
import { taskPage } from '../lite/task-page.ts'
import { StatusError } from '../status-error.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

/** Tasks and decisions on the plain page. */
const SHOWN = 30

/** The service without scripts, for any browser and for the day when the dashboard is broken. */
export function addLite(server: StatusServer, parts: StatusParts): void {
  const { store, redact } = parts
  const health = createHealth(parts)
  const send = (reply: FastifyReply, title: string, body: Html) =>
    reply.type('text/html; charset=utf-8').send(redact(page(title, body).text))

  server.get('/lite', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: { summary: 'The service at a glance, as a page without scripts' },
    handler: async (_request, reply) => {
      const { checks } = await health.read()
      const [waiting, escalated] = [
        await store.listTasks({ state: 'awaiting_approval', limit: SHOWN }),
        await store.listTasks({ state: 'escalated', limit: SHOWN }),
      ]
      const decisions = await store.listDecisions({ limit: 100 })
      const glance = {
        problems: Object.values(checks)
          .filter(({ status }) => status !== 'ok')
          .map(({ text }) => text),
        pauses: await store.listPauses(),
        needed: [...waiting.toReversed(), ...escalated].slice(0, SHOWN),
        tasks: await store.listTasks({ limit: SHOWN }),
        left: decisions.filter(({ answer }) => answer !== 'act').slice(0, SHOWN),
      }
      return send(reply, 'Millwright', overviewPage(glance))
    },
  })

  server.get('/lite/tasks/:id', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'One task, as a page without scripts',
      params: z.object({ id: Task.shape.task_id }),
    },
    handler: async ({ params }, reply) => {
      const record = await store.getTask(params.id)
      if (!record) throw new StatusError('MW_NOT_FOUND', 'there is no such task, or no longer')
      return send(reply, params.id, taskPage(record))
    },
  })
}

function page(title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
}
