import type { ReportFormat } from '@millwright/protocol'

/** How one runner is made to report to a file besides what it prints. */
export interface Runner {
  readonly format: ReportFormat
  /** Matches the words that start it. */
  readonly starts: RegExp
  /** Matches the arguments with which it runs no tests, or reports elsewhere already. */
  readonly unless: RegExp
  /** Put behind the command. */
  readonly arguments?: (file: string) => string
  /** Added to the environment; for runners that take no argument behind the names of files. */
  readonly variables?: (file: string) => Readonly<Record<string, string>>
}

const runners: readonly Runner[] = [
  {
    // https://vitest.dev/guide/reporters
    format: 'jest',
    starts: /^vitest(?: run)?(?= -| [^ ]*[./]| *$)/,
    unless: /--(?:reporter|outputFile|watch|ui|list|bench|mergeReports)\b/,
    arguments: (file) => `--reporter=default --reporter=json --outputFile.json=${file}`,
  },
  {
    // https://jestjs.io/docs/cli
    format: 'jest',
    starts: /^jest\b/,
    unless: /--(?:json|outputFile|watch|watchAll|listTests|showConfig|init)\b/,
    arguments: (file) => `--json --outputFile=${file}`,
  },
  {
    // https://nodejs.org/docs/latest-v20.x/api/test.html#test-reporters
    format: 'tap',
    starts: /^node --test\b/,
    unless: /--(?:test-reporter|watch)\b/,
    variables: (file) => ({
      NODE_OPTIONS: `--test-reporter=spec --test-reporter-destination=stdout --test-reporter=tap --test-reporter-destination=${file}`,
    }),
  },
  {
    // https://docs.pytest.org/en/stable/reference/customize.html
    format: 'junit',
    starts: /^(?:pytest|py\.test|python[\d.]* -m pytest)\b/,
    unless: /--(?:junit-?xml|collect-only|co|fixtures|markers|version|help)\b/,
    variables: (file) => ({ PYTEST_ADDOPTS: `--junitxml=${file}` }),
  },
  {
    // https://docs.phpunit.de/en/12.0/textui.html
    format: 'junit',
    starts: /^phpunit\b/,
    unless: /--(?:log-junit|list-\w+|version|help)\b/,
    arguments: (file) => `--log-junit ${file}`,
  },
  {
    // https://rspec.info/features/3-13/rspec-core/command-line/
    format: 'rspec',
    starts: /^rspec\b/,
    unless: / (?:--(?:out|format|dry-run|init|version|help)|-[fo])\b/,
    arguments: (file) => `--format progress --format json --out ${file}`,
  },
  {
    // https://cmake.org/cmake/help/latest/manual/ctest.1.html
    format: 'junit',
    starts: /^ctest\b/,
    unless: / (?:--(?:output-junit|show-only|build-and-test|version|help)|-[NSMD])\b/,
    arguments: (file) => `--output-junit ${file}`,
  },
]

/** Words that only start what follows them. */
const starters =
  /^(?:npx(?: --?(?:no-install|yes|no|y))*|(?:pnpm|yarn)(?: exec)?|npm exec(?: --)?|poetry run|pipenv run|uv run|bundle exec|(?:php )?(?:\.\/)?vendor\/bin\/(?=phpunit)|(?:\.\/)?node_modules\/\.bin\/(?=\w)|(?:\.\/)?bin\/(?=rspec)) ?/

/** The known runner that one simple command starts, or null. */
export function runnerOf(command: string): Runner | null {
  const bare = command.replace(/^(?:[A-Za-z_]\w{0,100}=[\w./:,-]{0,200} +)+/, '')
  const started = bare.replace(starters, '')
  return runners.find((one) => one.starts.test(started) && !one.unless.test(started)) ?? null
}
