import type { Category } from '@millwright/protocol'
import type { GreenLines } from '../fingerprint/green-lines.ts'
import { type Hit, hitsOf, lineOf, type Step } from '../steps/log-step.ts'

/** Below this a rule speaks of authority or infrastructure rather than of a tool. */
const TOOL_TIER = 20
/** How far from the end of its step such a rule still explains the failure, in lines. */
const NEAR_DEFAULT = 150
/** From here on a rule knows shapes, not tools. */
const LAST_RESORT_TIER = 80
/** What a hit loses that its place in the log speaks against, or that green runs print as well. */
const PENALTY = 60

/** A hit with what it counts, the lower the stronger, and what speaks against it. */
export type Weighed = {
  hit: Hit
  weight: number
  doubt: string | null
  /** True when its place in the log speaks against it, and not its rule alone. */
  isMisplaced: boolean
}

/** The hits of a step that count in it, the strongest first; of equals the first in the log. */
export function weighHits(step: Step, green: GreenLines | undefined): Weighed[] {
  const hits = countingHits(step)
  const outlived = outlivedBy(hits)
  const weighed = hits.map((hit) => {
    const doubt = doubtOf(hit, step, green) ?? (outlived(hit) ? OUTLIVED : null)
    // What a tool said still tells more than a shape that any program prints.
    const isShape = hit.rule.tier >= LAST_RESORT_TIER
    const weight = hit.rule.tier + (doubt ? PENALTY : 0) + (isShape ? PENALTY : 0)
    return { hit, weight, doubt: doubt ?? (isShape ? SHAPE : null), isMisplaced: doubt !== null }
  })
  // Hits come in the order of their lines and the sort is stable.
  return weighed.toSorted((a, b) => a.weight - b.weight)
}

const OUTLIVED = 'tests ran after it, so the build went on'
const SHAPE = 'it is a shape that any program prints'

function doubtOf(hit: Hit, step: Step, green: GreenLines | undefined): string | null {
  if (isGreen(hit, green)) return 'green runs of this job print its line as well'
  if (isFar(hit, step)) return 'it is far from the end of the step'
  return isWrapper(hit) ? 'it reports that another command failed' : null
}

/** The hits of a step that no rule's own `step` leaves out, in the order of their lines. */
export function countingHits(step: Step): Hit[] {
  const place = [step.name, step.command, ...step.echoes.map(({ command }) => command)].join('\n')
  return hitsOf(step).filter(({ rule }) => rule.step === null || rule.step.test(place))
}

/** True when green runs of the same job print all the decisive lines of a hit. */
export function isGreen(hit: Hit, green: GreenLines | undefined): boolean {
  return green !== undefined && hit.lines.every(({ text }) => green.has(text))
}

/** True when a hit is too far from the end of its step to be more than a lead. */
export function isFar(hit: Hit, step: Step): boolean {
  const { tier, near } = hit.rule
  const limit = near ?? (tier < TOOL_TIER ? NEAR_DEFAULT : Number.POSITIVE_INFINITY)
  return step.lastLine - (hit.lines.at(-1)?.number ?? lineOf(hit)) > limit
}

/** An exception that a script throws because the command it ran failed tells no cause. */
const wrapped =
  /\b(?:CalledProcessError|ChildProcessError|ProcessExecutionError|SystemExit)\b|returned non-zero exit status|(?:Error|Exception): .{0,200}\b(?:failed!?|exited with (?:code )?\d+|exit code:? \d+)$/

function isWrapper({ lines, rule }: Hit): boolean {
  const last = lines.at(-1)?.text ?? ''
  return rule.category === 'test-error' && wrapped.test(last)
}

/**
 * A build that does not compile runs no tests. When tests failed later, and nothing of the build
 * after them, the compiler's error was a probe of a configure script or one that the build allows.
 */
function outlivedBy(hits: readonly Hit[]): (hit: Hit) => boolean {
  const linesOf = (wanted: readonly Hit[]) => wanted.map((hit) => lineOf(hit))
  const firstTest = Math.min(...linesOf(hits.filter(isFailedTest)))
  const lastBuild = Math.max(...linesOf(hits.filter(({ rule }) => builds.has(rule.category))))
  return (hit) => builds.has(hit.rule.category) && lastBuild < firstTest && firstTest < Infinity
}

/** A summary such as `FAIL shop [build failed]` names no test that ran. */
function isFailedTest({ rule, captures }: Hit): boolean {
  return tests.has(rule.category) && rule.tier < LAST_RESORT_TIER && captures.test !== undefined
}

const builds: ReadonlySet<Category> = new Set(['build-error', 'link-error'])
const tests: ReadonlySet<Category> = new Set(['assertion-mismatch', 'test-error', 'snapshot'])
