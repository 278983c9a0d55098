import { type AgentCheckpoint, type AgentOutcome, type Finish, runAgent } from '@millwright/agent'
import { secretsOf } from '@millwright/config'
import type { Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'
import { AttemptStopped } from './attempt-stop.ts'
import { openJail } from './open-jail.ts'
import { patientModel } from './patient-model.ts'
import { takePatch } from './take-patch.ts'

export interface AgentWork {
  readonly tools: 'edit' | 'read-only'
  readonly prompt: string
  /** Says why a report cannot be accepted, or null. */
  readonly verify?: (finish: Finish) => Promise<string | null>
}

export type EndedAgent = Exclude<AgentOutcome, { end: 'cancelled' }>

/** Lets the model work in the tree; every paid answer and every round of tools is kept. */
export async function agentStep(
  attempt: Attempt,
  tree: Workspace,
  { tools, prompt, verify }: AgentWork,
): Promise<EndedAgent> {
  const { task, parts } = attempt
  const model = parts.modelFor(task)
  await attempt.enter('agent', `${model.name} begins`)
  const outcome = await runAgent({
    model: patientModel(model, {
      ...parts.pace,
      breaker: parts.breaker,
      onWait: (error, waitMs) =>
        attempt.say('agent', `${error.code}: trying again in ${Math.round(waitMs / 1000)} s`),
    }),
    jail: openJail(attempt, tree, tools === 'read-only'),
    // The lead has redacted it, but knows neither the model's key nor any other secret of ours.
    task: { system: task.system, prompt: parts.redact(prompt), limits: task.limits },
    tools,
    checkpoint: attempt.saved.agent,
    save: (agent) => keep(attempt, tree, agent, tools),
    mayAsk: () => attempt.checkControl(),
    signal: attempt.signal,
    deadlineMs: attempt.deadlineMs,
    onProgress: (text) => attempt.say('agent', text),
    redact: parts.redact,
    ...(verify === undefined ? {} : { verify }),
  })
  attempt.signal.throwIfAborted()
  // A loop is cancelled by our own signal alone, so this cannot be passed without a stop.
  if (outcome.end === 'cancelled') throw new AttemptStopped(attempt.stopped ?? { why: 'closing' })
  return outcome
}

async function keep(
  attempt: Attempt,
  tree: Workspace,
  agent: AgentCheckpoint,
  tools: AgentWork['tools'],
): Promise<void> {
  const isNew = tools === 'edit' && mayHaveChanged(agent)
  const taken = isNew ? await takePatch(tree, secretsOf(attempt.parts.config)) : null
  // A tree that cannot be kept just now keeps its last good state; the model may still tidy it up.
  await attempt.save(taken?.kind === 'patch' ? { agent, patch: taken.patch } : { agent })
}

const writingTools = new Set(['bash', 'edit'])

/** A paid answer changes nothing yet; of the rounds of tools only some can have. */
function mayHaveChanged({ pending, messages }: AgentCheckpoint): boolean {
  const asked = messages.at(-2)?.content ?? []
  return pending === null && asked.some((b) => b.type === 'tool_use' && writingTools.has(b.name))
}
