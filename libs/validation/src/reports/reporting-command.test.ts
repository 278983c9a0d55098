import { expect, test } from 'vitest'
import { reportingCommand } from './reporting-command.ts'

const scripts = { test: 'vitest', unit: 'jest --ci', all: 'vitest run && eslint .', py: 'pytest' }
const vitest = '--reporter=default --reporter=json --outputFile.json=/r.1'

test.each([
  ['npx vitest run', `npx vitest run ${vitest}`],
  ['vitest run src/a.test.ts', `vitest run src/a.test.ts ${vitest}`],
  ['cd packages/a && npx vitest run', `cd packages/a && npx vitest run ${vitest}`],
  ['npm test', `npm test -- ${vitest}`],
  ['npm test -- --run src/a.test.ts', `npm test -- --run src/a.test.ts ${vitest}`],
  ['npm run unit', 'npm run unit -- --json --outputFile=/r.1'],
  ['yarn unit', 'yarn unit --json --outputFile=/r.1'],
  ['pnpm run unit', 'pnpm run unit --json --outputFile=/r.1'],
  ['CI=1 npx --no-install jest src', 'CI=1 npx --no-install jest src --json --outputFile=/r.1'],
  ['vendor/bin/phpunit --filter "A b"', 'vendor/bin/phpunit --filter "A b" --log-junit /r.1'],
  ['bundle exec rspec', 'bundle exec rspec --format progress --format json --out /r.1'],
  ['ctest --test-dir build', 'ctest --test-dir build --output-junit /r.1'],
  ['go test ./...', 'go test -json ./...'],
])('%s reports with arguments', (command, reporting) => {
  expect(reportingCommand(command, '/r', scripts)?.command).toBe(reporting)
})

test.each([
  ['python -m pytest tests', 'PYTEST_ADDOPTS', '--junitxml=/r.1'],
  ['npm run py', 'PYTEST_ADDOPTS', '--junitxml=/r.1'],
  ['node --test a.test.mjs', 'NODE_OPTIONS', '--test-reporter-destination=/r.1'],
])('%s reports with a variable', (command, name, value) => {
  const reporting = reportingCommand(command, '/r', scripts)

  expect(reporting?.command).toBe(command)
  expect(reporting?.variables[name]).toContain(value)
})

const wrapped = 'cargo --config "$MILLWRIGHT_RUNNER" test'

test.each([
  ['cargo test', wrapped],
  ['cd a && cargo test -p shop --lib adds', `cd a && ${wrapped} -p shop --lib adds`],
  ['cargo +1.80 test', 'cargo +1.80 --config "$MILLWRIGHT_RUNNER" test'],
])('%s reports through a runner of its test executables', (command, reporting) => {
  const found = reportingCommand(command, '/r', scripts)

  expect(found).toMatchObject({ command: reporting, format: 'libtest' })
  expect(found?.variables).toMatchObject({ MILLWRIGHT_REPORT: '/r' })
})

test.each([
  'npm ci',
  'npm run missing',
  'npm run all',
  'npm test -- --reporter=dot',
  'npx vitest run --reporter=junit',
  'npx vitest bench',
  'npx eslint .',
  'pytest || true',
  'pytest; true',
  'pytest $(cat args)',
  'pytest | tee log',
  'npx jest # all',
  "npx jest -t 'open",
  'npx jest\nnpx vitest',
  'pytest --junitxml=own.xml',
  'go test -json ./...',
  'echo go test',
  'cargo test --no-run',
  'cargo test -- --list',
  'cargo test -- -Z unstable-options --format json',
  'cargo nextest run',
  'cargo build',
])('%j is run as it is', (command) => {
  expect(reportingCommand(command, '/r', scripts)).toBeNull()
})
