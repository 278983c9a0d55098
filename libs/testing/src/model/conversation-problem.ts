import type { RequestBody, RequestMessage } from './request-schema.ts'

const BREAKPOINTS_MAX = 4

/**
 * What the Messages API would refuse in a conversation whose single parts are well formed; null
 * when it would answer.
 */
export function conversationProblem({ messages, system, tools = [] }: RequestBody): string | null {
  if (messages[0]?.role !== 'user') return 'messages: first message must use the "user" role'
  for (const [index, message] of messages.entries()) {
    const next = messages[index + 1]
    if (message.role === next?.role) {
      return `messages: roles must alternate between "user" and "assistant", but found multiple "${message.role}" roles in a row`
    }
    const problem = toolProblem(messages, index, message)
    if (problem !== null) return problem
  }
  const names = tools.map((tool) => tool.name)
  if (new Set(names).size < names.length) return 'tools: Tool names must be unique.'
  const blocks = [
    ...tools,
    ...(typeof system === 'object' ? system : []),
    ...messages.flatMap((message) => message.content),
  ]
  const count = blocks.filter((block) => 'cache_control' in block && block.cache_control).length
  if (count <= BREAKPOINTS_MAX) return null
  return `A maximum of ${BREAKPOINTS_MAX} blocks with cache_control may be provided. Found ${count}.`
}

function toolProblem(
  messages: readonly RequestMessage[],
  index: number,
  message: RequestMessage,
): string | null {
  const [before, after] = [messages[index - 1], messages[index + 1]]
  if (message.role === 'assistant') {
    const answered = new Set(resultIds(after))
    const open = useIds(message).filter((id) => !answered.has(id))
    if (open.length === 0) return null
    return `messages.${index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`
  }
  const asked = new Set(useIds(before))
  const stray = resultIds(message).filter((id) => !asked.has(id))
  if (stray.length === 0) return null
  return `messages.${index}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${stray.join(', ')}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`
}

function useIds(message: RequestMessage | undefined): string[] {
  return (message?.content ?? []).flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))
}

function resultIds(message: RequestMessage | undefined): string[] {
  return (message?.content ?? []).flatMap((block) =>
    block.type === 'tool_result' ? [block.tool_use_id] : [],
  )
}
