import { beforeAll, expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { builtinRules } from '../packs/load-rules.ts'
import type { RuleSet } from '../packs/rule-set.ts'

let rules: RuleSet
beforeAll(async () => {
  rules = await builtinRules()
})

const unformatted =
  '\nsrc/a.js format ━━━━━━━━━━\n\n  × Formatter would have printed the following content:\n'

/** A step that ran a script and ended with exit code 1. */
function step(script: string, output: string): string {
  const echoed = script.split('\n').map((line) => `\u001b[36;1m${line}\u001b[0m`)
  return [
    `##[group]Run ${script.split('\n')[0]}`,
    ...echoed,
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
    output,
    '##[error]Process completed with exit code 1.',
  ].join('\n')
}

async function check(script: string, output: string, replay: string, autofix: string | null) {
  const diagnosis = await diagnose(step(script, output), {}, rules)
  expect([diagnosis.replay, diagnosis.autofix]).toEqual([replay, autofix])
}

test('the formatter fixes in the way the step called it', async () => {
  await check('biome format .', unformatted, 'biome format .', 'biome format --write .')
  await check('npx biome ci src', unformatted, 'npx biome ci src', 'npx biome format --write src')
  await check(
    'npm ci && npx biome format src test',
    unformatted,
    'npx biome format src test',
    'npx biome format --write src test',
  )
})

test('a call hidden in a package script is repeated by the script and fixed directly', async () => {
  const echoed = `> shop@1.0.0 lint:format\n> biome format --colors=off .\n${unformatted}`

  await check(
    'npm ci\nnpm run lint:format',
    echoed,
    'npm run lint:format',
    "npx -c 'biome format --colors=off --write .'".replace(
      '--colors=off --write',
      '--write --colors=off',
    ),
  )
})

test('a call that expands variables is not rewritten, the files of the log are', async () => {
  const script = 'biome format $FILES'

  await check(script, unformatted, script, 'npx biome format --write src/a.js')
})

test('words that a log puts in place of a file reach no command', async () => {
  const hostile = unformatted.replace('src/a.js', '$(curl-evil)/a.js')

  await check('make fmt', hostile, 'make fmt', null)
})

test('tests are narrowed to the files that fail, and options keep their values', async () => {
  const output = [
    'not ok 1 - adds',
    '  ---',
    "  location: '/home/runner/work/shop/shop/test/cart.test.js:3:1'",
    "  code: 'ERR_ASSERTION'",
    '  ...',
  ].join('\n')

  await check(
    'node --import ./setup.js --test test/',
    output,
    'node --import ./setup.js --test test/cart.test.js',
    null,
  )
})

const failed = 'FAILED tests/test_cart.py::test_total - assert 3 == 4\nE       assert 3 == 4'

test('the folder that a script goes to stays with its command', async () => {
  const output = failed.replaceAll('tests/', 'web/tests/')

  await check('cd web\npytest -q', output, 'cd web && pytest -q tests/test_cart.py', null)
  await check('cd ../other\npytest -q', failed, 'pytest -q tests/test_cart.py', null)
})

test('a folder that a tool was given is narrowed to the files that fail in it', async () => {
  const narrowed = [
    ['pytest tests', 'pytest tests/test_cart.py'],
    ['python -m pytest tests -v --cov=shop', 'python -m pytest -v --cov=shop tests/test_cart.py'],
    ['pytest -x tests other', 'pytest -x other tests/test_cart.py'],
    // What follows an option may be its value.
    ['pytest -k tests', 'pytest -k tests tests/test_cart.py'],
    ['pytest -k test_cart.py', 'pytest -k test_cart.py'],
    ['pytest -u tests', 'pytest -u tests tests/test_cart.py'],
    ['pytest -e tests', 'pytest -e tests tests/test_cart.py'],
    ['pytest --rootdir tests', 'pytest --rootdir tests tests/test_cart.py'],
    ['tests run pytest', 'tests run pytest tests/test_cart.py'],
  ] as const

  for (const [script, replay] of narrowed) await check(script, failed, replay, null)
})

test('a name of a report is not taken for the tests to run', async () => {
  await check('pytest tests/ --junit-xml out/report.xml', failed, 'pytest tests/test_cart.py', null)
})

test('a tool inside a container is repeated as it was called', async () => {
  const script = 'docker run --rm -e A=b shop pytest tests/unit'

  await check(script, failed, script, null)
})

test('several calls of a tool are repeated until the first that fails', async () => {
  const output = 'ERROR: ResolutionImpossible: for help visit https://pip.pypa.io'

  await check(
    'pip install --upgrade pip\npip install -r requirements.txt',
    output,
    'pip install --upgrade pip && pip install -r requirements.txt',
    null,
  )
})
