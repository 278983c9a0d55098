import type { Finish } from '@millwright/agent'
import { secretsOf } from '@millwright/config'
import type { TaskResult } from '@millwright/protocol'
import type { Validation } from '@millwright/validation'
import type { Workspace } from '@millwright/workspace'
import { agentStep } from './agent-step.ts'
import type { Attempt } from './attempt.ts'
import { fixEnd, type HandedIn } from './fix-end.ts'
import { takePatch } from './take-patch.ts'
import { reproducedRuns, toResult } from './to-result.ts'
import { validateStep } from './validate-step.ts'

/** Lets the model fix the failure; a report over work that does not hold is given back to it. */
export async function fixStep(attempt: Attempt, tree: Workspace): Promise<TaskResult> {
  let handedIn: HandedIn = { kind: 'nothing' }
  const verify = async (finish: Finish) => {
    handedIn = finish.cannot_fix === undefined ? await look(attempt, tree) : { kind: 'nothing' }
    return objection(handedIn)
  }
  const { prompt } = attempt.task
  const ended = await agentStep(attempt, tree, { tools: 'edit', prompt, verify })
  return toResult(attempt, fixEnd(ended, handedIn, reproducedRuns(attempt)))
}

async function look(attempt: Attempt, tree: Workspace): Promise<HandedIn> {
  const taken = await takePatch(tree, secretsOf(attempt.parts.config))
  if (taken.kind !== 'patch') return taken
  if (taken.patch === '') return { kind: 'nothing' }
  const validation = await validateStep(attempt, tree, taken.patch)
  return { kind: 'validated', patch: taken.patch, validation }
}

/** What the model must do before its report is accepted, or null. */
function objection(handedIn: HandedIn): string | null {
  switch (handedIn.kind) {
    case 'nothing':
      return null
    case 'too_large':
    case 'refused':
      return `Not accepted: ${handedIn.why}`
    case 'validated':
      return handedIn.validation.verdict === 'red' ? redOutput(handedIn.validation) : null
  }
}

/** The commands that are still red, and the end of what they printed. */
function redOutput({ after, lost }: Validation): string {
  const red = after.filter((proof) => proof.exit_code !== 0)
  const shown = red.map((p) => `$ ${p.command}\nexit code ${p.exit_code}\n${p.output_tail}`)
  const why = lost === null ? 'validation is red:' : `the tests that ran are no proof: ${lost}`
  return [`Not accepted, ${why}`, ...shown].join('\n\n')
}
