import { PatchName, Task } from '@millwright/protocol'
import { EVERYWHERE } from '@millwright/store'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { CallerRole } from '../access/caller.ts'
import { signIn, signOut } from '../access/sign-in.ts'
import { whoAsks } from '../access/who-asks.ts'
import { askLead } from '../ask-lead.ts'
import { askPause, askStopSpending } from '../ask-pause.ts'
import { ACTIONS_PER_MINUTE, ANSWER_MS_MAX, LOGINS_PER_MINUTE } from '../limits.ts'
import { TYPED_CHARS } from '../lite/decide-forms.ts'
import { formHeaders } from '../security-headers.ts'
import { StatusError } from '../status-error.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const Login = z.object({ token: z.string().min(1).max(1_000) })
const Form = z.object({ csrf: z.string().max(200).default('') })
const Yes = Form.extend({ patch: PatchName, typed: z.string().min(TYPED_CHARS).max(64) })
const No = Form.extend({ why: z.string().max(300).default('') })
const options = {
  handlerTimeout: ANSWER_MS_MAX,
  helmet: formHeaders,
  config: { rateLimit: { max: ACTIONS_PER_MINUTE } },
}

/** What the forms of the pages without scripts ask for. Afterwards a page is shown, by GET. */
export function addLiteForms(server: StatusServer, parts: StatusParts): void {
  const { access } = parts
  const askerOf = (request: FastifyRequest, role: CallerRole, csrf: string) => {
    access.requireForm(request, role, csrf)
    return { actor: whoAsks(access, request), from: request.ip }
  }

  server.post('/lite/session', {
    ...options,
    config: { rateLimit: { max: LOGINS_PER_MINUTE } },
    schema: { summary: 'Sign in, by a form', body: Login },
    handler: async (request, reply) => {
      await signIn(parts, request, reply, request.body.token)
      return reply.redirect('/lite', 303)
    },
  })
  server.post('/lite/sign-out', {
    ...options,
    schema: { summary: 'Sign out, by a form', body: Form },
    handler: async (request, reply) => {
      askerOf(request, 'viewer', request.body.csrf)
      await signOut(parts, request, reply)
      return reply.redirect('/lite', 303)
    },
  })
  for (const kind of ['pause', 'resume', 'stop-spending'] as const) {
    server.post(`/lite/${kind}`, {
      ...options,
      schema: { summary: `${kind.replace('-', ' ')}, by a form`, body: Form },
      handler: async (request, reply) => {
        const asker = askerOf(request, 'operator', request.body.csrf)
        if (kind === 'stop-spending') await askStopSpending(parts, asker)
        else await askPause(parts, kind, EVERYWHERE, asker)
        return reply.redirect('/lite?asked=1', 303)
      },
    })
  }
  addDecisions(server, parts, askerOf)
}

type AskerOf = (
  request: FastifyRequest,
  role: CallerRole,
  csrf: string,
) => { actor: string; from: string }

function addDecisions(server: StatusServer, parts: StatusParts, askerOf: AskerOf): void {
  const params = z.object({ id: Task.shape.task_id })

  server.post('/lite/tasks/:id/approve', {
    ...options,
    schema: { summary: 'Approve exactly one patch, by a form', params, body: Yes },
    handler: async (request, reply) => {
      const { csrf, patch, typed } = request.body
      const { actor, from } = askerOf(request, 'approver', csrf)
      if (!patch.startsWith(typed.trim().toLowerCase())) {
        throw new StatusError(
          'MW_BAD_REQUEST',
          'what was typed is not how the hash begins: go back and type what stands there',
        )
      }
      const { id } = request.params
      await askLead(parts, { kind: 'approve', task_id: id, actor, patch }, from)
      return reply.redirect(`/lite/tasks/${id}?asked=1`, 303)
    },
  })
  server.post('/lite/tasks/:id/reject', {
    ...options,
    schema: { summary: 'Drop a patch that waits, by a form', params, body: No },
    handler: async (request, reply) => {
      const { csrf, why } = request.body
      const { actor, from } = askerOf(request, 'approver', csrf)
      const { id } = request.params
      await askLead(parts, { kind: 'reject', task_id: id, actor, why }, from)
      return reply.redirect(`/lite/tasks/${id}?asked=1`, 303)
    },
  })
}
