import type { Diagnosis, SameFailure } from '@millwright/protocol'
import { countingHits } from '../decide/weigh-hits.ts'
import { examine } from '../diagnose.ts'
import { fingerprintOf } from '../fingerprint/fingerprint.ts'
import { mask } from '../fingerprint/mask.ts'
import type { RuleSet } from '../packs/rule-set.ts'
import { isLack, kindOf } from './failure-kind.ts'

/** What a command did that was run again. */
export interface RunAgain {
  readonly command: string
  /** Null when it was killed. */
  readonly exitCode: number | null
  readonly output: string
  /** The folder it ran in. */
  readonly root: string
}

/** What of a diagnosis tells one failure from another. */
export type KnownFailure = Pick<
  Diagnosis,
  'rule' | 'category' | 'fingerprint' | 'failing_tests' | 'files'
>

/** From here on rules of tools sum up what others say, and from the second on they know shapes. */
const SUMMARY_TIER = 57
const LAST_RESORT_TIER = 70
const CONFIDENCE_MIN = 0.7

/**
 * Whether a red run shows the failure that was diagnosed: with the same fingerprint it does. `no`
 * needs more than another one, since a reporter or a wrapper changes what is printed: a rule of a
 * tool must recognise a failure of another kind, or the same rule other tests or files altogether.
 */
export async function sameFailure(
  known: KnownFailure,
  run: RunAgain,
  rules: RuleSet,
): Promise<SameFailure> {
  if (!rules.rules.some((rule) => rule.fullId === known.rule)) {
    return told('unknown', `its rule ${known.rule} is not known where it was run again`)
  }
  const { diagnosis: own, choice } = await examine(asStep(run), { roots: [`${run.root}/`] }, rules)
  const hits = choice === null ? [] : countingHits(choice.step)
  const seen = new Set([own.fingerprint, ...hits.map((hit) => fingerprintOf([hit]))])
  if (seen.has(known.fingerprint)) return told('yes', `the same ${known.rule}`)
  if (choice === null) return told('unknown', `${known.rule} before, here nothing recognised`)
  const both = `${known.rule} (${known.category}) before, here ${own.rule} (${own.category})`
  const isHindered = isLack(own.category)
  if (own.rule === known.rule) return told(shared(known, own), both, isHindered)
  const tierMax = isHindered ? LAST_RESORT_TIER : SUMMARY_TIER
  const isClear = choice.hit.rule.tier < tierMax && own.confidence >= CONFIDENCE_MIN
  const isOther = isClear && kindOf(own.category) !== kindOf(known.category)
  // A weaker rule beside the one that was diagnosed is no reason to doubt it.
  const isThere = hits.some((hit) => hit.rule.fullId === known.rule)
  return isOther && !isThere ? told('no', both, isHindered) : told('unknown', both)
}

function told(same: SameFailure['same'], why: string, isHindered = false): SameFailure {
  return { same, is_hindered: same === 'no' && isHindered, why: why.slice(0, 500) }
}

/** One rule, other words: the same failure when it names a test, or else a file, of the diagnosis. */
function shared(known: KnownFailure, own: KnownFailure): SameFailure['same'] {
  const tests = overlap(known.failing_tests.map(lastPart), own.failing_tests.map(lastPart))
  if (tests !== 'unknown') return tests
  const paths = ({ files }: KnownFailure) => files.map(({ path }) => path)
  return overlap(paths(known), paths(own))
}

function overlap(known: readonly string[], own: readonly string[]): SameFailure['same'] {
  if (known.length === 0 || own.length === 0) return 'unknown'
  return own.some((each) => known.includes(each)) ? 'yes' : 'no'
}

/**
 * What stands before it may be a project, a file or a browser, which differ from run to run; and
 * some reporters write `#` as `\#` (TAP 14, "Escaping").
 */
function lastPart(test: string): string {
  return mask((test.split(/ [>›] |::/).at(-1) ?? test).replaceAll('\\', ''))
}

/** The log that a runner would have written of the run; the command is told as data alone. */
function asStep({ command, exitCode, output }: RunAgain): string {
  const shown = command.replaceAll('\n', ' ')
  const opening = `##[group]Run ${shown}\n${shown}\nshell: /bin/sh -c {0}\n##[endgroup]\n`
  return `${opening}${output}\n##[error]Process completed with exit code ${exitCode ?? 1}.\n`
}
