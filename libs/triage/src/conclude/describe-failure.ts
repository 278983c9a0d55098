import type { Category, Diagnosis, Domain, Phase, Transience, Verdict } from '@millwright/protocol'
import type { Step } from '../steps/log-step.ts'
import { isFlakyOrInfra } from '../verdict-of.ts'

export type Traits = Pick<Diagnosis, 'phase' | 'domain' | 'transience'>

/** What a category, a verdict and a step tell beside each other; `step` is null without a log. */
export function describeFailure(category: Category, verdict: Verdict, step: Step | null): Traits {
  return {
    phase: phaseOf(category, step),
    domain: domainOf(category, verdict),
    transience: transienceOf(category, verdict),
  }
}

/** The category tells where it can only come from one phase; else the words of the step do. */
function phaseOf(category: Category, step: Step | null): Phase {
  if (!step) return 'never-started'
  if (step.isPost) return 'post'
  const place = `${step.name}\n${step.command}`
  return phases[category] ?? words.find(([, pattern]) => pattern.test(place))?.[0] ?? 'unknown'
}

function domainOf(category: Category, verdict: Verdict): Domain {
  if (category === 'unknown') return 'unknown'
  if (authority.has(category)) return verdict === 'FIXABLE' ? 'code' : 'authority'
  if (either.has(category)) return 'unknown'
  return isFlakyOrInfra(category) ? 'platform' : 'code'
}

function transienceOf(category: Category, verdict: Verdict): Transience {
  if (category === 'unknown') return 'unknown'
  if (isFlakyOrInfra(category) || category === 'crash') return 'maybe-transient'
  // A red test that is not FIXABLE is one whose log does not say whether it would be red again.
  const isOpen = verdict === 'INVESTIGATE' && undecided.has(category)
  return isOpen ? 'unknown' : 'deterministic'
}

const phases: Partial<Record<Category, Phase>> = {
  lint: 'lint',
  format: 'lint',
  'assertion-mismatch': 'test',
  'test-error': 'test',
  snapshot: 'test',
  'coverage-gate': 'test',
  flaky: 'test',
  'build-error': 'build',
  'link-error': 'build',
  'dependency-resolution': 'install',
  'lockfile-drift': 'install',
  'deploy-failure': 'deploy',
  'submodule-checkout': 'checkout',
  'merge-conflict': 'checkout',
}

/** Words of a step's name and command, the more telling first. */
const words: readonly (readonly [Phase, RegExp])[] = [
  ['checkout', /actions\/checkout|\bgit (?:clone|fetch|checkout|submodule|lfs)\b/i],
  ['set-up', /Set up job|\b(?:actions|gradle|ruby|docker)\/(?:setup|cache|login)|Initialize/i],
  ['deploy', /\bdeploy|\bhelm (?:upgrade|install)|kubectl apply|terraform apply|\brsync\b/i],
  ['package', /\bpublish|docker (?:push|buildx)|\bpack(?:age)?\b|\brelease\b|upload|download-art/i],
  ['test', /\btests?\b|\bpytest|\bjest\b|vitest|\brspec|\bcheck\b|\bverify\b|coverage|\be2e\b/i],
  ['lint', /\blint|eslint|prettier|\bformat|\bfmt\b|clippy|ruff|mypy|pre-commit|type-?check/i],
  ['install', /\binstall|\bnpm ci\b|\bbundle\b|\brestore\b|apt-get|\bapk add|\bbrew\b|\bsync\b/i],
  ['build', /\bbuild|\bcompile|\bmake\b|\bcmake\b|\btsc\b|\bassemble/i],
]

const authority: ReadonlySet<Category> = new Set([
  'permission',
  'secret-missing',
  'auth-expired',
  'billing',
  'security-finding',
  'secret-leak',
  'policy-gate',
  'merge-conflict',
  'deploy-failure',
  'license',
])

/** The change may be slow or hungry, or the machine too small. */
const either: ReadonlySet<Category> = new Set(['timeout', 'cancelled', 'flaky', 'oom', 'disk-full'])

const undecided: ReadonlySet<Category> = new Set([
  'test-error',
  'assertion-mismatch',
  'snapshot',
  'dependency-resolution',
  'cancelled',
])
