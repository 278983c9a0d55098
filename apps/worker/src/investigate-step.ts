import type { Finish } from '@millwright/agent'
import type { TaskResult } from '@millwright/protocol'
import type { Reproduction } from '@millwright/validation'
import type { Workspace } from '@millwright/workspace'
import { agentStep } from './agent-step.ts'
import type { Attempt } from './attempt.ts'
import { findings } from './findings.ts'
import { type AttemptEnd, toResult } from './to-result.ts'

/** Lets the model look, on a read-only mount; never makes a patch. */
export async function investigateStep(
  attempt: Attempt,
  tree: Workspace,
  reproduction: Reproduction,
): Promise<TaskResult> {
  const seen = reproductionNote(reproduction)
  const prompt = `${attempt.task.prompt}\n\n${seen} The repository is read-only here.`
  // A look at a failure that was to be fixed was asked for less.
  const asked = attempt.task.type === 'investigate' ? { verify } : {}
  const ended = await agentStep(attempt, tree, { tools: 'read-only', prompt, ...asked })
  switch (ended.end) {
    case 'limit':
      return toResult(attempt, limitEnd(ended.limit, seen))
    case 'refused':
    case 'gave_up':
      return toResult(attempt, { outcome: 'gave_up', summary: `No report: ${ended.why}. ${seen}` })
    case 'finished': {
      const { confidence, next_step: nextStep = '', cannot_fix: why = '' } = ended.finish
      const cause = findings(ended.finish)
      const summary = [seen, nextStep, why].filter((part) => part !== '').join(' ')
      return toResult(attempt, { outcome: 'investigated', summary, cause, confidence })
    }
  }
}

/** A person can judge a cause only by what it rests on. */
async function verify(finish: Finish): Promise<string | null> {
  const { evidence = [], tried = '', next_step: nextStep = '' } = finish
  const missing = [
    ...(evidence.length > 0 ? [] : ['evidence']),
    ...(tried.trim() === '' ? ['tried'] : []),
    ...(nextStep.trim() === '' ? ['next_step'] : []),
  ]
  return missing.length === 0 ? null : `Not accepted, the report lacks ${missing.join(', ')}.`
}

function limitEnd(limit: string, seen: string): AttemptEnd {
  return { outcome: 'limit_reached', summary: `The limit on ${limit} is reached. ${seen}` }
}

/** Only what our own run showed: no word of it comes out of the repository. */
function reproductionNote({ verdict, missing, same, proofs }: Reproduction): string {
  const last = proofs.at(-1)
  const how = last?.timed_out ? 'it ran out of time' : `exit code ${last?.exit_code ?? 'none'}`
  switch (verdict) {
    case 'red':
      return `The failure was reproduced here: ${how}.`
    case 'other':
      return `The failure was not reproduced here. Another one showed (${how}): ${same?.why ?? ''}.`
    case 'green':
      return `The failure was not reproduced here: ${proofs.length} runs passed.`
    case 'cannot-run':
      if (missing !== null) {
        return `The failure could not be reproduced here: ${missing} (${how}). What the project needs is not installed in the jail: its operator can name the commands for it under setup.commands.`
      }
      if (same?.same === 'no') {
        return `The failure could not be reproduced here, where something else is in its way (${how}): ${same.why}.`
      }
      return last === undefined
        ? 'The failure could not be reproduced: no command is known.'
        : `The failure could not be reproduced here: its command cannot run (${how}).`
  }
}
