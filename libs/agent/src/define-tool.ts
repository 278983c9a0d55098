import type { ModelTool } from '@millwright/model'
import type { Jail } from '@millwright/sandbox'
import { z } from 'zod'
import type { Finish } from './tools/finish.ts'

/** What every tool works with. All it does to the repository goes through the jail. */
export interface ToolContext {
  readonly jail: Pick<Jail, 'run'>
  readonly signal: AbortSignal
}

/** A tool's answer to the model; a failure is an answer too. */
export interface ToolAnswer {
  readonly text: string
  readonly isError: boolean
  /** Set when the model ends its work. */
  readonly finish?: Finish
}

export interface AgentTool extends ModelTool {
  /** One line for people; never throws, whatever the model sent. */
  brief(input: unknown): string
  /** Input that does not fit the schema is answered, not thrown. */
  call(input: unknown, context: ToolContext): Promise<ToolAnswer>
}

interface ToolParts<S extends z.ZodObject> {
  readonly name: string
  readonly description: string
  readonly input: S
  readonly brief: (input: z.infer<S>) => string
  readonly run: (input: z.infer<S>, context: ToolContext) => Promise<ToolAnswer>
}

/** Binds a tool to its schema, so that one schema both tells the model and checks its input. */
export function defineTool<S extends z.ZodObject>(parts: ToolParts<S>): AgentTool {
  return {
    name: parts.name,
    description: parts.description,
    inputSchema: { ...z.toJSONSchema(parts.input, { io: 'input' }), type: 'object' },
    brief(input) {
      const { success, data } = parts.input.safeParse(input)
      return success ? `${parts.name} ${parts.brief(data)}` : parts.name
    },
    async call(input, context) {
      const { success, data, error } = parts.input.safeParse(input)
      if (success) return await parts.run(data, context)
      return { text: `Input refused: ${z.prettifyError(error)}`, isError: true }
    },
  }
}
