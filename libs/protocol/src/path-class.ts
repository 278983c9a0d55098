/** What kind of file a path names, as far as trust in a fix is concerned. */
export type PathClass =
  | 'test'
  | 'snapshot'
  | 'lint-config'
  | 'ci'
  | 'agent-instructions'
  | 'lockfile'
  /** A dependency that stands in the tree: code that runs and that nobody reviews. */
  | 'installed'
  | 'source'

/**
 * Sorts a repository path into the classes that validation restores and the gate protects.
 * Paths are compared in lower case, so a case-folding file system cannot hide one.
 */
export function pathClass(path: string): PathClass {
  const lower = path.toLowerCase()
  const name = lower.slice(lower.lastIndexOf('/') + 1)
  if (`/${lower}`.includes('/node_modules/')) return 'installed'
  if (ci.some((p) => lower.startsWith(p)) || ciNames.has(name)) return 'ci'
  if (agentNames.has(name) || agentFolders.some((f) => `/${lower}`.includes(f)))
    return 'agent-instructions'
  if (lockfiles.has(name)) return 'lockfile'
  if (isSnapshot(lower, name)) return 'snapshot'
  if (isTest(lower, name) || isNamedAsTest(path)) return 'test'
  if (lintConfig.some((p) => p.test(name))) return 'lint-config'
  return 'source'
}

const ci = [
  ...['.github/workflows/', '.github/actions/', '.circleci/', '.buildkite/', '.gitlab/'],
  ...['.gitea/workflows/', '.forgejo/workflows/', '.woodpecker/', '.semaphore/', '.teamcity/'],
]
const ciNames = new Set([
  '.gitlab-ci.yml',
  'jenkinsfile',
  '.travis.yml',
  'azure-pipelines.yml',
  'bitbucket-pipelines.yml',
  'appveyor.yml',
  '.appveyor.yml',
  '.drone.yml',
  '.woodpecker.yml',
  '.cirrus.yml',
  'buildspec.yml',
  'codemagic.yaml',
  // A composite action runs in CI wherever it stands.
  'action.yml',
  'action.yaml',
  'codeowners',
])
const agentNames = new Set(['agents.md', 'claude.md', 'claude.local.md', '.mcp.json', 'gemini.md'])
const agentFolders = ['/.claude/', '/.cursor/', '/.codex/', '/.husky/', '/.git/']
const lockfiles = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'cargo.lock',
  'go.sum',
  'poetry.lock',
  'uv.lock',
  'pipfile.lock',
  'gemfile.lock',
  'composer.lock',
  'flake.lock',
])
const lintConfig = [
  /^\.?eslint(rc|\.config)/,
  /^\.?prettier(rc|ignore|\.config)/,
  /^biome\.jsonc?$/,
  /^(ts|js)config.*\.json$/,
  // Lint rules, compiler options and tasks; bun's preloads. npm's and yarn's shell for scripts.
  /^(deno\.jsonc?|bunfig\.toml|\.npmrc|\.yarnrc(\.ya?ml)?)$/,
  /^\.?oxlintrc/,
  /^\.(flake8|pylintrc|rubocop\.yml|golangci\.ya?ml)$/,
  /^(ruff|mypy|pytest|tox)\.(toml|ini)$/,
  /^(vitest|jest|playwright|karma|mocha|cypress)\.conf(ig)?\./,
  /^\.(mocharc|rspec|nycrc|c8rc|coveragerc)/,
  /^phpunit\.(dist\.)?xml(\.dist)?$/,
  /^codecov\.ya?ml$/,
]

/** Recorded output that a test compares with. */
function isSnapshot(lower: string, name: string): boolean {
  return lower.includes('__snapshots__/') || /\.(snap|ambr|approved\.[a-z]+)$/.test(name)
}

function isTest(lower: string, name: string): boolean {
  if (
    /(^|\/)(tests?|specs?|__(tests|mocks|fixtures)__|e2e|testdata|goldens?|fixtures?)\//.test(lower)
  )
    return true
  return (
    /[._-](test|tests|spec|cy|e2e|bench)\.[a-z]+$/.test(name) ||
    /^(tests?|specs?)\.[a-z]+$|\.bats$/.test(name) ||
    // What tests read, wherever it lies.
    /(^|[._-])(fixtures?|goldens?)\.[a-z]+$/.test(name) ||
    /^(test_.*\.(py|rb)|conftest\.py)$/.test(name)
  )
}

/** Names that only their capitals tell from other words: `CartTest.java`, not `latest.java`. */
function isNamedAsTest(path: string): boolean {
  return (
    /(Test|Tests|TestCase|IT|Spec)\.(java|kt|scala|groovy|cs|fs|php|swift)$/.test(path) ||
    /(^|\/)[A-Za-z0-9_]+\.(Unit|Integration)?Tests?\//.test(path)
  )
}
