import type { ContentBlock } from '@millwright/model'
import type { AgentCheckpoint } from './agent-checkpoint.ts'
import { type AgentLimits, warningsDue } from './agent-limits.ts'
import {
  answerCalls,
  type RoundContext,
  refuseCalls,
  refuseFinish,
  type ToolUse,
} from './answer-calls.ts'
import { loopNotes } from './loop-notes.ts'
import type { Finish } from './tools/finish.ts'

/** Text-only answers in a row that are answered with a reminder. */
const REMINDERS_MAX = 1
/** Answers of one loop that may be cut off by the model's own limit. */
const CUTS_MAX = 3

/** Reports that are given back to the model; the next one is taken as it is. */
const REFUSALS_MAX = 2

export interface FollowUpContext extends RoundContext {
  /** The answer is being saved; null when it has been. */
  readonly saving: Promise<void> | null
  /** Says why a report cannot be accepted, or null. */
  readonly verify?: (finish: Finish) => Promise<string | null>
}

export type LoopEnd =
  | { end: 'finished'; finish: Finish }
  | { end: 'refused' | 'gave_up'; why: string }

/** Acts on the last answer: the state to ask again with, or the end of the loop. */
export async function followUp(
  state: AgentCheckpoint,
  context: FollowUpContext,
): Promise<AgentCheckpoint | LoopEnd> {
  const calls = (state.messages.at(-1)?.content ?? []).filter(isToolUse)
  switch (state.pending) {
    case 'refusal':
      return { end: 'refused', why: 'the model refused to work on this' }
    case 'model_context_window_exceeded':
      return { end: 'gave_up', why: 'the transcript no longer fits into the model' }
    case 'max_tokens':
      return goOn(state, calls)
    case 'pause_turn':
      // The provider paused by itself: the same transcript, sent again, lets it go on.
      return calls.length > 0 ? await runCalls(state, calls, context) : { ...state, pending: null }
    case null:
    case 'tool_use':
    case 'end_turn':
    case 'stop_sequence':
      return calls.length > 0 ? await runCalls(state, calls, context) : remind(state)
  }
}

/** Tells the model, once for each share of a limit, that it must come to an end. */
export function warned(
  state: AgentCheckpoint,
  limits: AgentLimits,
  timeShare: number,
  nextUsd: number | null,
): AgentCheckpoint {
  const warnings = warningsDue(state.usage, limits, timeShare, nextUsd)
  const note = loopNotes.warning[warnings - 1]
  if (warnings <= state.warnings || note === undefined) return state
  return { ...withNote(state, note), warnings }
}

async function runCalls(
  state: AgentCheckpoint,
  calls: readonly ToolUse[],
  context: FollowUpContext,
): Promise<AgentCheckpoint | LoopEnd> {
  const round = await answerCalls(calls, context)
  if (round === null) return state
  if (round.finish === null) return { ...answered(state, round.results), reminders: 0 }
  await context.saving
  const finish = round.finish.report
  const why = (await context.verify?.(finish)) ?? null
  if (why === null || state.refusals >= REFUSALS_MAX) return { end: 'finished', finish }
  const refusals = state.refusals + 1
  return { ...answered(state, refuseFinish(round, why, context)), reminders: 0, refusals }
}

function goOn(state: AgentCheckpoint, calls: readonly ToolUse[]): AgentCheckpoint | LoopEnd {
  if (state.cuts >= CUTS_MAX) return { end: 'gave_up', why: 'answers were cut off too often' }
  const note: ContentBlock = { type: 'text', text: loopNotes.cutOff }
  return { ...answered(state, [...refuseCalls(calls), note]), cuts: state.cuts + 1 }
}

function remind(state: AgentCheckpoint): AgentCheckpoint | LoopEnd {
  if (state.reminders >= REMINDERS_MAX) {
    return { end: 'gave_up', why: 'the model stopped without a report' }
  }
  const note: ContentBlock = { type: 'text', text: loopNotes.noTool }
  return { ...answered(state, [note]), reminders: state.reminders + 1 }
}

function answered(state: AgentCheckpoint, content: ContentBlock[]): AgentCheckpoint {
  return { ...state, messages: [...state.messages, { role: 'user', content }], pending: null }
}

/** Adds to the last message of ours, or begins one when the last word was the model's. */
function withNote(state: AgentCheckpoint, text: string): AgentCheckpoint {
  const last = state.messages.at(-1)
  const note: ContentBlock = { type: 'text', text }
  if (last?.role !== 'user') return answered(state, [note])
  const messages = [...state.messages.slice(0, -1), { ...last, content: [...last.content, note] }]
  return { ...state, messages }
}

const isToolUse = (block: ContentBlock): block is ToolUse => block.type === 'tool_use'
