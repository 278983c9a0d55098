import type { RequestBody } from './request-schema.ts'
import { type Script, type Turn, toModelRequest } from './script.ts'

/** What the script says at this turn, or why it has nothing to say. */
export async function playTurn(
  script: Script | undefined,
  body: RequestBody,
  number: number,
): Promise<Turn | { readonly problem: string }> {
  const request = toModelRequest(body)
  if (script === undefined) {
    return { problem: `no script matches this request: ${request.text.slice(0, 500)}` }
  }
  const turn = script.turns[number]
  if (turn === undefined) {
    return { problem: `script ${script.name} has no turn ${number}, it has ${script.turns.length}` }
  }
  try {
    return await turn(request, number)
  } catch (error) {
    return { problem: `script ${script.name} broke in turn ${number}: ${String(error)}` }
  }
}
