import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContentBlock, Model, ModelAnswer, ModelRequest, StopReason } from '@millwright/model'
import { createJail, findSandbox } from '@millwright/sandbox'
import { temporaryDirectory } from '@millwright/testing'
import { type AgentCheckpoint, type AgentOptions, runAgent } from './index.ts'

export type Step = Partial<ModelAnswer> | Error | ((request: ModelRequest) => Promise<ModelAnswer>)

/** A model that answers by heart and remembers what it was asked. */
export function scripted(steps: readonly Step[]) {
  const asked: ModelRequest[] = []
  const ask = async (request: ModelRequest): Promise<ModelAnswer> => {
    asked.push(request)
    const step = steps[asked.length - 1]
    if (step === undefined) throw new Error(`asked ${asked.length} times`)
    if (step instanceof Error) throw step
    if (typeof step === 'function') return await step(request)
    return { content: [], stopReason: 'tool_use', usage: turn(), ...step }
  }
  const model: Model = { name: 'scripted', mostUsd: () => null, ask }
  return { model, asked }
}

export const turn = (more: Partial<ModelAnswer['usage']> = {}) => ({
  turns: 1,
  input_tokens: 10,
  output_tokens: 5,
  cache_read_tokens: 0,
  cache_write_tokens: 0,
  usd: 0.01,
  ...more,
})

let calls = 0
export function call(name: string, input: unknown): ContentBlock {
  calls += 1
  return { type: 'tool_use', id: `toolu_${calls}`, name, input }
}
export const bash = (command: string) => call('bash', { command })
export const report = { cause: 'a.js:1 adds wrongly', changed: 'a.js', confidence: 'high' }
export const finish = (more = {}) => call('finish', { ...report, ...more })
export const says = (text: string, stopReason: StopReason = 'end_turn'): Step => ({
  content: [{ type: 'text', text }],
  stopReason,
})

/** Lets a loop run over a script, with everything else as it usually is. */
export async function work(steps: readonly Step[], more: Partial<AgentOptions> = {}) {
  const { jail } = await workspace()
  const { model, asked } = scripted(steps)
  const saved: AgentCheckpoint[] = []
  const progress: string[] = []
  const outcome = runAgent({
    model,
    jail,
    task: { system: 'fix', prompt: 'it is red', limits: { turns: 20, usd: 3, tokens: 100_000 } },
    tools: 'edit',
    checkpoint: null,
    save: async (checkpoint) => {
      saved.push(structuredClone(checkpoint))
    },
    mayAsk: async () => undefined,
    signal: new AbortController().signal,
    deadlineMs: Date.now() + 60_000,
    onProgress: (text) => progress.push(text),
    redact: (text) => text.replaceAll('hunter2', '[redacted]'),
    ...more,
  })
  return { outcome: await outcome, asked, saved, progress }
}

const sandbox = await findSandbox({ mode: 'bwrap' })

/** A fresh, empty workspace and a jail around it. */
export async function workspace(readOnly = false) {
  const dir = join(await temporaryDirectory(), 'tree')
  await mkdir(dir)
  const jail = createJail({ ...sandbox, workspace: { dir }, readOnly, readOnlyPaths: [] })
  return { dir, jail }
}

/** What the tools of the answer before the nth question said. */
export function answersTo(asked: readonly ModelRequest[], nth: number): string[] {
  const last = asked[nth]?.messages.at(-1)?.content ?? []
  return last.map((b) => (b.type === 'tool_result' ? b.content : b.type === 'text' ? b.text : ''))
}
