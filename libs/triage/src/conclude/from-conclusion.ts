import type { Choice } from '../decide/decide.ts'
import type { LogFacts } from '../log-facts.ts'
import type { Unrecognised } from './unrecognised.ts'

/**
 * What GitHub's conclusion settles whatever the log says: a job that was stopped did not fail by
 * what it printed before. Null when the log has to tell.
 */
export function fromConclusion(facts: LogFacts, choice: Choice | null): Unrecognised | null {
  const job = facts.jobName ? `Job "${facts.jobName.slice(0, 100)}"` : 'The job'
  const category = choice?.hit.rule.category
  switch (facts.conclusion) {
    case 'timed_out':
      if (category === 'timeout') return null
      return settled('timed-out', 'timeout', `${job} ran longer than its time limit.`)
    case 'cancelled':
      if (category === 'timeout' || choice?.step.exitCode) return null
      if (category === 'cancelled' || category === 'runner-lost') return null
      return settled('cancelled', 'cancelled', `${job} was cancelled before it came to an end.`)
    case 'startup_failure':
      return {
        rule: 'github/startup-failure',
        verdict: 'ESCALATE',
        category: 'workflow-syntax',
        confidence: 0.9,
        summary: `${job} never started: GitHub refused the workflow file. A person has to correct it.`,
      }
    case 'action_required':
      return {
        rule: 'github/action-required',
        verdict: 'ESCALATE',
        category: 'policy-gate',
        confidence: 0.9,
        summary: `${job} waits for a person to approve the run.`,
      }
    default:
      return null
  }
}

function settled(rule: string, category: 'timeout' | 'cancelled', summary: string): Unrecognised {
  return {
    rule: `github/${rule}`,
    verdict: 'INVESTIGATE',
    category,
    confidence: 0.9,
    summary,
  }
}
