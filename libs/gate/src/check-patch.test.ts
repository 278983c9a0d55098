import { GateResult } from '@millwright/protocol'
import { expect, test } from 'vitest'
import { checkPatch } from './check-patch.ts'
import { examplePatch } from './example-patch.fixture.ts'
import type { Example } from './rules/rule.ts'

const limits = { files: 5, lines: 400 }

function check(example: Example): GateResult {
  const diagnosis = typeof example === 'string' ? {} : { diagnosis: { category: example.category } }
  return checkPatch({ patch: examplePatch(example), limits, ...diagnosis })
}

test.each([
  ['test_change', 'src/a.test.ts', '-  expect(a).toBe(3)\n+  expect(a).toBe(4)'],
  ['database_migration', 'db/migrate/1.rb', '+x'],
  ['api_contract_change', 'api/openapi.yaml', '+x'],
  ['security_patch', 'src/auth/check.ts', '+x'],
  ['production_deployment', 'Dockerfile', '+x'],
])('the class %s is for a person to decide', (riskClass, path, lines) => {
  const result = check(`=== ${path}\n${lines}`)

  expect(result).toMatchObject({ decision: 'approval', classes: [riskClass] })
  expect(result.findings).toMatchObject([{ path }])
})

test('what blocks stands before what a person may decide', () => {
  const result = check('=== src/auth/a.test.ts\n+  x()\n=== src/b.ts\n+// @ts-ignore')

  expect(result.decision).toBe('block')
  expect(result.classes).toEqual(['test_change', 'security_patch'])
  expect(result.findings.map(({ rule, path, line }) => [rule, path, line])).toEqual([
    ['check-disabled', 'src/b.ts', 1],
    ['test-edit', 'src/auth/a.test.ts', null],
    ['security-sensitive', 'src/auth/a.test.ts', null],
  ])
})

test('a changed line is named once, by its number in the new file', () => {
  const { findings } = check('=== scripts/ci.sh\n set -eu\n-npm test\n+npm test -- --bail')

  expect(findings.map(({ rule, line }) => [rule, line])).toEqual([['check-command', 2]])
})

test('a finding names the line of the new file', () => {
  const patch = examplePatch('=== src/a.ts\n one\n two\n+// @ts-ignore\n three')

  const result = checkPatch({
    patch: patch.replace('@@ -1,', '@@ -41,').replace('+1,', '+41,'),
    limits,
  })

  expect(result.findings).toMatchObject([{ line: 43 }])
})

test.each(['hello\n', '', 'diff --git a/x b/x\n', examplePatch('=== a.ts\n+x').slice(0, -2)])(
  'a patch that cannot be read is blocked: %j',
  (patch) => {
    const result = checkPatch({ patch, limits })

    expect(result.decision).toBe('block')
    expect(result.findings).toMatchObject([{ rule: expect.stringMatching(/unreadable|empty/) }])
  },
)

test('a known secret is blocked in each form in which it is carried', () => {
  const secret = 'tok-9fQ2xLm7Zr4Wb81KcVt0'
  const bytes = Buffer.from(secret)
  const forms = [
    secret,
    bytes.toString('hex'),
    bytes.toString('base64'),
    [...secret].reverse().join(''),
    secret.slice(0, -7),
    secret.replaceAll(/(.{5})/g, '$1"\n+  + "'),
    [...secret].join('.'),
  ]

  for (const form of forms) {
    const patch = examplePatch(`=== src/a.ts\n+const a = "x ${form} x"`)
    const result = checkPatch({ patch, limits, secrets: [secret] })
    expect(result, form).toMatchObject({ decision: 'block', findings: [{ rule: 'secret' }] })
  }
})

test('an error inside the gate blocks the patch', () => {
  const diagnosis = {
    get category(): never {
      throw new Error('broken')
    },
  }

  const result = checkPatch({ patch: examplePatch('=== a.ts\n+x'), limits, diagnosis })

  expect(result).toMatchObject({ decision: 'block', findings: [{ rule: 'gate-error' }] })
})

test('a result has at most 200 findings and keeps to the published form', () => {
  const result = check(`=== ${'src/'.repeat(100)}a.ts${'\n+// @ts-ignore'.repeat(300)}`)

  expect(result.findings).toHaveLength(200)
  expect(GateResult.parse(result)).toEqual(result)
})

// What is not linear does not end before the test is given up.
test('a patch of a megabyte that is made to be slow is judged', () => {
  const units = [
    ...['public a ', 'except ', 'catch(', '"', 'expect(', ' ', '1', 'test.', 'create or ', 'a'],
    ...['if ', 'return 1 ', 'npm test ', '#[cfg(', '== 1 ', '? 1 ', 'within(', 'a(', 'exec(`'],
    ...['match ', 'case 1 -> ', '1+', '{"', '"+', 'return 1;} ', '0x'],
    ...['== "a', '=="a/', 'process.env["A', '"a", ', 'join("a"', 'if (a == 1) b = 1 ', 'rm test/'],
    ...['as A', '\\x1b', '10ms ', 'expected = ', 'catch (a) {', 'globalThis', 'import.meta.url'],
  ]
  const paths = [
    ...['src/A.java', 'a.py', 'src/a.ts', 'src/b.test.ts', 'package.json', 'a.go', 'a.rb', 'a.php'],
    ...['src/a.rs', 'A.cs', 'a.h', 'a.sh', 'a.yml', 'CMakeLists.txt'],
  ]
  const files = paths.map((path) => {
    const lines = units.map((unit) => `+${unit.repeat(2000 / unit.length)}z`)
    return `=== ${path}\n${lines.join('\n')}`
  })

  const evidence = Array.from({ length: 20 }, (_, at) => ({ line: 1, text: `Expected: ${at + 3}` }))

  const result = checkPatch({
    ...{ patch: examplePatch(files.join('\n')), limits },
    diagnosis: { category: 'assertion-mismatch', evidence },
  })

  // A patch that is too large to be read has one finding.
  expect(result).toMatchObject({ decision: 'block', findings: { length: 200 } })
})
