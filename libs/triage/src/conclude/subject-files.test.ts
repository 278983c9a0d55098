import { beforeAll, expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { builtinRules } from '../packs/load-rules.ts'
import type { RuleSet } from '../packs/rule-set.ts'

let rules: RuleSet
beforeAll(async () => {
  rules = await builtinRules()
})

async function filesOf(script: string, output: string): Promise<string[]> {
  const log = [
    '##[group]Run step',
    ...script.split('\n').map((line) => `\u001b[36;1m${line}\u001b[0m`),
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
    output,
    '##[error]Process completed with exit code 1.',
  ].join('\n')
  const { files } = await diagnose(log, {}, rules)
  return files.map(({ path }) => path)
}

test('a conflict of requirements is about the list that the command was given', async () => {
  const files = await filesOf(
    'pip install -r web/requirements-dev.txt',
    'ERROR: ResolutionImpossible: for help visit https://pip.pypa.io',
  )

  expect(files).toEqual(
    expect.arrayContaining(['web/requirements-dev.txt', 'web/requirements.txt']),
  )
})

test('a command that is missing while an image is built is about the Dockerfile', async () => {
  const files = await filesOf(
    'docker build .',
    [
      '#12 0.213 /bin/sh: npm: not found',
      'ERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 127',
    ].join('\n'),
  )

  expect(files).toContain('Dockerfile')
})

test('a conflict of npm packages is about package.json', async () => {
  expect(await filesOf('npm ci', 'npm error code ERESOLVE')).toContain('package.json')
})

test('a script written into the step fails in the workflow', async () => {
  const script = "python - <<'PY'\nimport shop\nshop.buy(None)\nPY"
  const output =
    'Traceback (most recent call last):\n  File "<stdin>", line 2, in <module>\nTypeError: no price'

  expect(await filesOf(script, output)).toContain('.github/workflows')
})

test('a system package that the step installs is named in the workflow', async () => {
  const output = "E: Package 'libfoo2' has no installation candidate"

  expect(await filesOf('sudo apt-get install -y libfoo2', output)).toContain('.github/workflows')
})

test('a job of another system is configured in a file of its own', async () => {
  const output = 'Error: REPORT_TOKEN is required but not set\nYour build exited with 1.'
  const { files } = await diagnose(`/home/travis/build/x/y\n${output}`, {}, rules)

  expect(files.map(({ path }) => path)).toEqual(['.travis.yml'])
})

test('where nothing near the hit names a file, the command of the step does', async () => {
  const output = "AttributeError: 'DataFrame' object has no attribute 'append'"

  expect(await filesOf('jupyter nbconvert --execute docs/cart.ipynb', output)).toEqual([
    'docs/cart.ipynb',
  ])
})
