import { expect, test } from 'vitest'
import { reportingCommand } from './reporting-command.ts'

const scripts = { test: 'vitest', unit: 'jest --ci', all: 'vitest run && eslint .', py: 'pytest' }
const vitest = '--reporter=default --reporter=json --outputFile.json=/r'

test.each([
  ['npx vitest run', `npx vitest run ${vitest}`],
  ['vitest run src/a.test.ts', `vitest run src/a.test.ts ${vitest}`],
  ['cd packages/a && npx vitest run', `cd packages/a && npx vitest run ${vitest}`],
  ['npm test', `npm test -- ${vitest}`],
  ['npm test -- --run src/a.test.ts', `npm test -- --run src/a.test.ts ${vitest}`],
  ['npm run unit', 'npm run unit -- --json --outputFile=/r'],
  ['yarn unit', 'yarn unit --json --outputFile=/r'],
  ['pnpm run unit', 'pnpm run unit --json --outputFile=/r'],
  ['CI=1 npx --no-install jest src', 'CI=1 npx --no-install jest src --json --outputFile=/r'],
  ['vendor/bin/phpunit --filter "A b"', 'vendor/bin/phpunit --filter "A b" --log-junit /r'],
  ['bundle exec rspec', 'bundle exec rspec --format progress --format json --out /r'],
  ['ctest --test-dir build', 'ctest --test-dir build --output-junit /r'],
  ['go test ./...', 'go test -json ./...'],
])('%s reports with arguments', (command, reporting) => {
  expect(reportingCommand(command, '/r', scripts)?.command).toBe(reporting)
})

test.each([
  ['python -m pytest tests', 'PYTEST_ADDOPTS', '--junitxml=/r'],
  ['npm run py', 'PYTEST_ADDOPTS', '--junitxml=/r'],
  ['node --test a.test.mjs', 'NODE_OPTIONS', '--test-reporter-destination=/r'],
])('%s reports with a variable', (command, name, value) => {
  const reporting = reportingCommand(command, '/r', scripts)

  expect(reporting?.command).toBe(command)
  expect(reporting?.variables[name]).toContain(value)
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
])('%j is run as it is', (command) => {
  expect(reportingCommand(command, '/r', scripts)).toBeNull()
})
