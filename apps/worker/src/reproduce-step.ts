import type { Task } from '@millwright/protocol'
import { type Reproduction, reproduce } from '@millwright/validation'
import type { Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'
import { commandJail } from './command-jail.ts'
import { COMMAND_MS_MAX, commandMs, LOOK_COMMAND_MS_MAX, replayCommands } from './commands.ts'
import { isAboutParts } from './is-about-parts.ts'
import { reportPlace } from './report-place.ts'
import { runWhole } from './run-whole.ts'

/** Shows the failure at `head_sha` before anything is paid for. */
export async function reproduceStep(attempt: Attempt, tree: Workspace): Promise<Reproduction> {
  if (attempt.saved.reproduction !== null) return attempt.saved.reproduction
  const commands = replayCommands(attempt.task)
  const isFixable = attempt.task.verdict === 'FIXABLE'
  await attempt.enter('reproduce', `running ${commands.join('; ')}`)
  const jail = commandJail(attempt, tree)
  const { diagnosis } = attempt.task.inputs
  const options = {
    jail,
    timeoutMs: commandMs(attempt, isFixable ? COMMAND_MS_MAX : LOOK_COMMAND_MS_MAX),
    signal: attempt.signal,
    redact: attempt.parts.redact,
    reports: await reportPlace(attempt, tree),
    targets: diagnosis.failing_tests,
  }
  const reproduction = await reproduce({
    ...options,
    commands,
    failure: failureOf(attempt.task),
    compare: (proof, output) => attempt.parts.compare(diagnosis, { proof, output, root: jail.dir }),
    isSuspect: diagnosis.flaky_or_infra,
  })
  // What the commands left behind must not look like a change.
  await tree.reset()
  const isPlainRed = isFixable && reproduction.verdict === 'red' && !reproduction.isFlaky
  const whole = isPlainRed ? await runWhole(attempt, tree, options) : null
  await attempt.save({ reproduction, whole })
  const { red, of } = reproduction.runs
  const counted = of > 1 ? ` in ${red} of ${of} runs` : ''
  const isOther = reproduction.same?.same === 'no' ? `: ${reproduction.same.why}` : ''
  attempt.say(
    'reproduce',
    `${reproduction.verdict}${reproduction.isFlaky ? counted : ''}${isOther}`,
  )
  return reproduction
}

/** In one sentence why there is nothing to fix; null where the failure showed. */
export function notReproduced({ verdict, proofs, same }: Reproduction): string | null {
  if (verdict === 'green') return `Not reproduced: ${proofs.length} runs at the same commit passed.`
  if (verdict !== 'other') return null
  return `Not reproduced: red here as well, but of another failure: ${same?.why ?? ''}.`
}

function failureOf(task: Task) {
  if (isAboutParts(task)) return null
  const { diagnosis, logs } = task.inputs
  const text = [logs, ...diagnosis.evidence.map((line) => line.text)].join('\n')
  return { text, tests: diagnosis.failing_tests }
}
