import { expect, test } from 'vitest'
import { builtinRules, diagnose, sameFailure } from '../index.ts'

const rules = await builtinRules()

const red = (test: string, got: string) => ` FAIL  src/cart.test.ts > ${test}
AssertionError: expected ${got} to be 3 // Object.is equality
 ❯ src/cart.test.ts:5:22`

/** A failure as GitHub's log has it. */
const inCi = (command: string, output: string) => `2026-01-02T10:00:00.1234567Z ##[group]Run npm ci
2026-01-02T10:00:00.1234567Z npm ci
2026-01-02T10:00:00.1234567Z ##[endgroup]
2026-01-02T10:00:01.1234567Z ##[group]Run ${command}
2026-01-02T10:00:01.1234567Z ${command}
2026-01-02T10:00:01.1234567Z shell: /usr/bin/bash -e {0}
2026-01-02T10:00:01.1234567Z ##[endgroup]
${output.replaceAll(/^/gm, '2026-01-02T10:00:02.1234567Z ')}
2026-01-02T10:00:03.1234567Z ##[error]Process completed with exit code 1.
`

async function compare(ci: string, output: string, exitCode: number | null = 1) {
  const known = await diagnose(inCi('npm test', ci), {}, rules)
  const run = { command: 'npx vitest run src/cart.test.ts', exitCode, output, root: '/workspace' }
  return sameFailure(known, run, rules)
}

const assertion = red('cart > adds', '2')
const tsc = 'src/a.ts(3,7): error TS2322: Type "string" is not assignable to type "number".'

test.each<[string, string, string]>([
  ['word for word', assertion, assertion],
  ['with other failures around it', assertion, `${red('cart > lists', '1')}\n${assertion}`],
  [
    'under colours',
    assertion,
    assertion.replace('FAIL', '\u001b[41m\u001b[1m FAIL \u001b[22m\u001b[49m'),
  ],
  ['on another line', tsc, tsc.replace('3,7', '90,1')],
  [
    'at another place of the machine',
    '/home/runner/work/web/web/src/a.c:3:5: error: expected ‘;’ before ‘}’ token',
    '/workspace/src/a.c:9:1: error: expected ‘;’ before ‘}’ token',
  ],
  [
    'in another reporter',
    "not ok 1 - adds\n  ---\n  code: 'ERR_ASSERTION'\n  name: 'AssertionError'\n  ...",
    '✖ adds (1.4ms)\n  AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:',
  ],
  [
    'with a number sign in its name',
    "not ok 1 - adds, see \\#12\n  ---\n  code: 'ERR_ASSERTION'\n  name: 'AssertionError'\n  ...",
    '✖ adds, see #12 (1.4ms)\n  AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:',
  ],
])('a failure is known again %s', async (_name, ci, output) => {
  expect(await compare(ci, output)).toMatchObject({ same: 'yes' })
})

test.each<[string, string, string, boolean]>([
  ['a command is missing', assertion, 'sh: 1: vitest: not found', true],
  [
    'a package is missing',
    assertion,
    "Error: Cannot find module 'zod'\nRequire stack:\n- /workspace/src/cart.js",
    true,
  ],
  ['a name is not found', assertion, 'npm error code ENOTFOUND\nnpm error network', true],
  ['the disk is full', assertion, 'ENOSPC: no space left on device, write', true],
  ['the code does not compile', assertion, tsc, false],
  ['another test is red', assertion, red('cart > lists', '1'), false],
  ['another file has the error', tsc, tsc.replace('src/a.ts', 'src/b.ts'), false],
  ['the linter is red, not a test', assertion, 'src/a.js: line 1, col 1, Error - no (semi)', false],
])('where %s it is another failure', async (_name, ci, output, is_hindered) => {
  expect(await compare(ci, output)).toMatchObject({ same: 'no', is_hindered })
})

test.each<[string, string, string]>([
  ['nothing is recognised', assertion, 'it broke'],
  ['nothing was printed', assertion, ''],
  ['only a wrapper is recognised', assertion, 'make: *** [Makefile:4: test] Error 1'],
  ['the diagnosis recognised nothing', 'it broke', assertion],
  [
    'the test fails in another way',
    assertion,
    ' FAIL  src/cart.test.ts > cart > adds\nTypeError: cart.total is not a function',
  ],
])('where %s nobody knows', async (_name, ci, output) => {
  expect(await compare(ci, output)).toMatchObject({ same: 'unknown', is_hindered: false })
})

test('a rule that is not known here settles nothing, and no output stands in the reason', async () => {
  const known = await diagnose(inCi('npm test', assertion), {}, rules)
  const output = 'sh: 1: hunter2: not found'
  const run = { command: 'hunter2', exitCode: 127, output, root: '/workspace' }

  const own = await sameFailure({ ...known, rule: 'acme/red' }, run, rules)
  const other = await sameFailure(known, run, rules)

  expect(own.same).toBe('unknown')
  expect(other).toMatchObject({ same: 'no', is_hindered: true })
  expect(`${own.why} ${other.why}`).not.toContain('hunter2')
})
