import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import { conversationProblem } from './conversation-problem.ts'
import { RequestBody } from './request-schema.ts'

/** The parsed body, or why the API would refuse it. */
export function readRequest(
  headers: IncomingHttpHeaders,
  text: string,
): RequestBody | { readonly problem: string } {
  if (headers['anthropic-version'] === undefined) {
    return { problem: 'anthropic-version: header is required' }
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { problem: 'The request body is not valid JSON' }
  }
  const parsed = RequestBody.safeParse(json)
  if (!parsed.success) return { problem: z.prettifyError(parsed.error) }
  const problem = conversationProblem(parsed.data)
  return problem === null ? parsed.data : { problem }
}
