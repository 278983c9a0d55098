import type { ContentBlock } from '@millwright/model'
import { cleanText } from '@millwright/template'
import { cutMiddle } from './cut-middle.ts'
import type { AgentTool, ToolAnswer, ToolContext } from './define-tool.ts'
import { loopNotes } from './loop-notes.ts'
import type { Finish } from './tools/finish.ts'

export type ToolUse = Extract<ContentBlock, { type: 'tool_use' }>

export interface RoundContext extends ToolContext {
  readonly tools: readonly AgentTool[]
  readonly redact: (text: string) => string
  readonly onProgress: (text: string) => void
}

export interface Round {
  readonly results: ContentBlock[]
  /** The report, and the call that handed it in; null as long as the work goes on. */
  readonly finish: { readonly callId: string; readonly report: Finish } | null
}

/**
 * Runs the calls of one answer in their order, one after the other: a later one may build on an
 * earlier one. Null when the work was given up in the middle; then no call counts as answered.
 */
export async function answerCalls(
  calls: readonly ToolUse[],
  context: RoundContext,
): Promise<Round | null> {
  const results: ContentBlock[] = []
  let finish: Round['finish'] = null
  for (const call of calls) {
    const answer: ToolAnswer =
      finish === null ? await answerOne(call, context) : refused(loopNotes.afterFinish)
    if (context.signal.aborted) return null
    results.push(toResult(call, answer, context))
    if (answer.finish !== undefined) finish = { callId: call.id, report: answer.finish }
  }
  return { results, finish }
}

/** The calls of an answer that was cut off: their input may be cut off too. */
export function refuseCalls(calls: readonly ToolUse[]): ContentBlock[] {
  return calls.map((call) => ({
    type: 'tool_result',
    tool_use_id: call.id,
    content: loopNotes.notRun,
    is_error: true,
  }))
}

/** The same round with its report given back to the model. */
export function refuseFinish(round: Round, why: string, context: RoundContext): ContentBlock[] {
  return round.results.map((block) =>
    block.type === 'tool_result' && block.tool_use_id === round.finish?.callId
      ? { ...block, content: readable(why, context), is_error: true }
      : block,
  )
}

async function answerOne(call: ToolUse, context: RoundContext): Promise<ToolAnswer> {
  const tool = context.tools.find((t) => t.name === call.name)
  if (tool === undefined) return refused(loopNotes.unknownTool)
  context.onProgress(context.redact(cleanText(tool.brief(call.input))))
  return await tool.call(call.input, context)
}

function toResult(call: ToolUse, answer: ToolAnswer, context: RoundContext): ContentBlock {
  return {
    type: 'tool_result',
    tool_use_id: call.id,
    content: readable(answer.text, context),
    is_error: answer.isError,
  }
}

/** What leaves the jail for the model: without secrets and terminal tricks, and not too long. */
function readable(text: string, { redact }: RoundContext): string {
  return cutMiddle(redact(cleanText(text))) || loopNotes.noOutput
}

const refused = (text: string): ToolAnswer => ({ text, isError: true })
