import { beforeAll, expect, test } from 'vitest'
import { builtinRules } from './load-rules.ts'

/**
 * Every tool that Millwright has promised to know, and the pack, or the rule of a pack that is
 * about more, which knows it.
 */
const tools: Record<string, string> = {
  ...{ pytest: 'pytest', unittest: 'unittest', tox: 'tox', nox: 'nox', mypy: 'mypy' },
  ...{ pyright: 'pyright', ruff: 'ruff', flake8: 'flake8', black: 'black', isort: 'isort' },
  ...{ pip: 'pip', poetry: 'poetry', uv: 'uv' },
  ...{ jest: 'jest', vitest: 'vitest', mocha: 'mocha', 'node:test': 'node-test', karma: 'karma' },
  ...{ playwright: 'playwright', cypress: 'cypress', tsc: 'tsc', eslint: 'eslint' },
  ...{ prettier: 'prettier', biome: 'biome', npm: 'npm', yarn: 'yarn', pnpm: 'pnpm' },
  ...{ webpack: 'webpack', vite: 'vite', next: 'next' },
  ...{ 'go build': 'go/build', 'go test': 'go-test', 'go vet': 'go/vet', 'go mod': 'go-mod' },
  ...{ 'golangci-lint': 'golangci-lint', gofmt: 'gofmt' },
  ...{ 'cargo build': 'cargo', 'cargo test': 'cargo-test', clippy: 'clippy', rustfmt: 'rustfmt' },
  ...{ 'cargo deny': 'cargo-deny', 'cargo audit': 'cargo-audit', rustc: 'rustc' },
  ...{ javac: 'javac', kotlinc: 'kotlinc', scalac: 'scalac', maven: 'maven/goal' },
  ...{ surefire: 'junit', failsafe: 'junit', checkstyle: 'checkstyle', spotless: 'spotless' },
  ...{ enforcer: 'maven/enforcer', gradle: 'gradle', ant: 'ant', junit: 'junit' },
  ...{ testng: 'testng', spock: 'spock' },
  ...{ 'dotnet build': 'csc', 'dotnet test': 'dotnet-test', 'dotnet format': 'dotnet-format' },
  ...{ nuget: 'nuget', msbuild: 'msbuild' },
  ...{ rspec: 'rspec', minitest: 'minitest', rubocop: 'rubocop', bundler: 'bundler' },
  ...{ phpunit: 'phpunit', phpstan: 'phpstan', psalm: 'psalm', composer: 'composer' },
  ...{ 'php-cs-fixer': 'php-cs-fixer' },
  ...{ gcc: 'gcc', clang: 'gcc/compile', msvc: 'msvc', cmake: 'cmake', ctest: 'ctest' },
  ...{ ninja: 'ninja', make: 'make', ld: 'ld', sanitizers: 'sanitizers' },
  ...{ swift: 'swift', xcodebuild: 'xcodebuild', cocoapods: 'cocoapods' },
  ...{ mix: 'mix', exunit: 'exunit', opam: 'opam', dune: 'dune', sbt: 'sbt' },
  ...{ 'docker build': 'docker-build', 'docker pull': 'docker-registry/pull-denied' },
  ...{ 'docker buildx': 'docker-build/platform', compose: 'docker-compose' },
  ...{ terraform: 'terraform', helm: 'helm', kubectl: 'kubectl', ansible: 'ansible' },
  ...{ 'git checkout': 'git/overwritten', 'git submodule': 'git/submodule', 'git lfs': 'git/lfs' },
  ...{ 'git merge': 'git/merge-conflict', 'git push': 'git/push-refused', gh: 'gh' },
  ...{ apt: 'apt', dnf: 'dnf', apk: 'apk', brew: 'homebrew' },
  ...{ actionlint: 'actionlint', 'workflow errors': 'github/invalid-workflow' },
  ...{ codecov: 'codecov', 'coverage thresholds': 'coverage/below' },
  ...{ gitleaks: 'gitleaks', trufflehog: 'trufflehog', trivy: 'trivy', grype: 'grype' },
  ...{ osv: 'osv-scanner', 'npm audit': 'npm-audit', 'pip audit': 'pip-audit', codeql: 'codeql' },
  ...{ 'dependency review': 'dependency-review', 'licence checkers': 'licence-checker' },
  ...{ commitlint: 'commitlint', 'PR title': 'pull-request-title/title', DCO: 'dco/sign-off' },
  ...{ CLA: 'dco/agreement', 'PR body sections': 'policy/approval' },
  ...{ 'AWS login': 'aws/no-credentials', 'Azure login': 'azure/login', 'GCP login': 'gcp/login' },
  ...{
    'npm publish': 'npm-publish',
    'PyPI publish': 'pypi',
    'crates publish': 'cargo/publish-refused',
  },
  ...{
    'Maven publish': 'maven-central',
    'GHCR and Docker Hub push': 'docker-registry/push-denied',
  },
  ...{ 'ssh deploy': 'ssh', 'rsync deploy': 'rsync' },
  ...{ 'runner lost': 'runner/runner-lost', 'runner shutdown': 'runner/runner-lost' },
  ...{ 'disk full': 'infrastructure/disk-full', 'exit 137': 'runner/killed' },
  ...{ timeouts: 'runner/time-limit', cancelled: 'runner/cancelled' },
  ...{ 'cache service': 'github-cache/service', 'artifact service': 'github/artifact-service' },
}

let known: Set<string>
beforeAll(async () => {
  const { rules } = await builtinRules()
  known = new Set(rules.flatMap(({ fullId, pack }) => [fullId, pack.name]))
})

test.each(Object.entries(tools))('%s is known to %s', (_tool, pack) => {
  expect(known).toContain(pack)
})
