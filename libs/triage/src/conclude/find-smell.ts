import type { Category, Verdict } from '@millwright/protocol'
import type { Choice } from '../decide/decide.ts'
import { contextOf } from './context-of.ts'

/** Why a failed test may fail for another reason than the code it tests. */
export type Smell = {
  category: Category
  verdict: Verdict
  /** A sentence that ends the summary. */
  reason: string
}

type Kind = Omit<Smell, 'verdict'> & {
  /** INVESTIGATE unless told. */
  verdict?: Verdict
  names?: RegExp
  message?: RegExp
  isWeak?: true
  isDecisive?: true
}

/**
 * The reason to doubt that a red test tells of the code: time, order, chance, a service that is not
 * there. After the causes in Luo et al., "An Empirical Analysis of Flaky Tests" (FSE 2014).
 * Null when nothing in its name and message says so, or when an exception of the code decides.
 */
export function findSmell(
  choice: Choice,
  failingTests: readonly string[],
  isInvestigated: boolean,
): Smell | null {
  const { hit, step } = choice
  const { category } = hit.rule
  const { after, before } = contextOf(hit, step)
  const decisive = hit.lines.map(({ text }) => text)
  // An exception of the code itself is what it is, whatever the test is called.
  const isAssertion = isInvestigated || decisive.some((text) => /\bassert/i.test(text))
  if (category !== 'assertion-mismatch' && !(category === 'test-error' && isAssertion)) return null
  const around = [...before.slice(-2), ...after.slice(0, 8)].map(({ text }) => text)
  const said = [...decisive, ...around].join('\n')
  const tests = failingTests.length > 0 ? failingTests : decisive
  const kind = kinds.find(
    ({ names, message, isWeak, isDecisive }) =>
      (isInvestigated || !isWeak) &&
      (names === undefined || areMost(tests, names)) &&
      (message?.test(isDecisive ? decisive.join('\n') : said) ?? true),
  )
  if (!kind) return null
  const { verdict = 'INVESTIGATE', reason } = kind
  return { category: kind.category, verdict, reason }
}

/** One doubtful test among others that fail without a doubt does not explain the job. */
function areMost(tests: readonly string[], names: RegExp): boolean {
  const count = tests.filter((test) => names.test(test)).length
  return count * 2 >= tests.length && count > 0
}

const kinds: readonly Kind[] = [
  {
    category: 'policy-gate',
    verdict: 'ESCALATE',
    reason: 'Its message asks a person to act.',
    message:
      /\bplease\b.{0,120}\bre-?submit\b|\b(?:please )?(?:ask|contact)\b.{0,60}\b(?:admin(?:istrator)?|maintainer|owner|support|team)s?\b/i,
    isWeak: true,
    isDecisive: true,
  },
  {
    category: 'timeout',
    reason: 'It measures time, which a slower machine changes.',
    message:
      /\b\d{1,9}(?:\.\d{1,20})? ?(?:s|ms|sec|seconds|milliseconds|minutes)\b.{0,60}\b(?:exceed|longer than|more than|slower than|greater than|over the)|\b(?:took|elapsed|duration|latency|time)\b.{0,80}\b(?:exceed(?:s|ed)|too (?:long|slow)|longer than|slower than)/i,
  },
  {
    category: 'timeout',
    reason: 'It measures time, which a slower machine changes.',
    names:
      /(?:under|within|less_?than|below)_?\d{1,6}_?(?:ms|s|sec|seconds?|millis)|performance|latency|benchmark/i,
    message: /\d ?(?:<|<=|>|>=) ?\d|(?:less|greater) than/i,
  },
  {
    category: 'flaky',
    reason: 'It compares computed numbers, which differ between machines and runs.',
    message:
      /-?\d+(?:\.\d{6,25})?(?:e-?\d{1,3}|\d).{0,60}(?:less|greater|smaller|larger) than.{0,40}?(?:\d\.\d{6,25}|\de-?\d)|\d\.\d{6,25} ?(?:<|<=|>|>=) ?\d+\.\d{6,25}/i,
    isDecisive: true,
  },
  {
    category: 'infra',
    reason: 'It needs a service that was not there.',
    message:
      /\b(?:container|service|server|database|daemon|broker|cluster|redis|postgres\w{0,6}|mysql|mongo\w{0,4}|docker|kafka|rabbitmq|elasticsearch)\b.{0,40}\b(?:is |was )?(?:not (?:running|available|reachable|ready|started|up)|unavailable|unreachable)\b/i,
    // In the message itself: lines around it name services in passing.
    isDecisive: true,
  },
  {
    category: 'flaky',
    reason: 'It depends on the order in which threads run.',
    names: /multi[-_ ]?thread|concurren|race[-_ ]?condition|deadlock|thread[-_ ]?safe/i,
  },
  {
    category: 'flaky',
    reason: 'It depends on the order in which threads run.',
    message: /\b(?:async errors|ConcurrentModificationException|data race|deadlock detected)\b/i,
  },
  {
    category: 'flaky',
    reason: 'It depends on when something expires.',
    names: /(?:_|\b)ttl(?:_|\b)|Ttl(?:Expir|Test\b)|debounc|throttl|time[-_ ]?to[-_ ]?live/,
  },
  {
    category: 'flaky',
    reason: 'It depends on callbacks, timers or chance.',
    names:
      /callback|async(?!hronous(?:ly)? err)|timer|schedul|[-_ ]poll|websocket|random|stochastic|sampling|(?:^|[_ ])train(?:ing)?(?:[_ ]|$)|weak[-_ ]?ref|garbage/i,
    isWeak: true,
  },
]
