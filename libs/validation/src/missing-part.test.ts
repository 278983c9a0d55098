import { expect, test } from 'vitest'
import { missingPart } from './missing-part.ts'

const assertion = { text: 'AssertionError: expected 4, got 5', tests: ['adds two numbers'] }
const node = 'a package of Node.js is missing'
const python = 'a package of Python is missing'
const command = 'a command is missing'

test.each([
  [node, "Error: Cannot find module 'zod'\nRequire stack:\n- /work/src/a.js"],
  [node, "Error [ERR_MODULE_NOT_FOUND]: Cannot find package '@acme/core' imported from /work/a.js"],
  [node, "    Cannot find module 'lodash/fp' from 'src/a.js'"],
  [node, "src/a.ts(1,19): error TS2307: Cannot find module 'zod' or its corresponding types."],
  [node, 'npm error could not determine executable to run'],
  [python, "E   ModuleNotFoundError: No module named 'requests'"],
  [python, '/usr/bin/python3: No module named pytest'],
  [command, 'sh: 1: vitest: not found\nmake: *** [Makefile:2: test] Error 127'],
  [command, '/bin/bash: line 3: cargo: command not found'],
])('%s: %j', (what, output) => {
  expect(missingPart(`> web@1.0.0 test\n${output}\n`, assertion)).toBe(what)
})

test.each([
  ['a file of the project', "Error: Cannot find module './cart' from 'src/shop.js'"],
  ['a file above', "Cannot find module '../cart.js'"],
  ['a file by its place', "Error: Cannot find module '/work/src/cart.js'"],
  ['a file by its URL', "Cannot find module 'file:///work/cart.js' imported from /work/a.js"],
  ['a subpath import', "Cannot find module '#internal/cart'"],
  ['a part of Node.js', "Cannot find module 'node:sqlite'"],
  ['a module in a package of the project', "ModuleNotFoundError: No module named 'shop.cart'"],
  ['a word of a test', 'the key colour: not found'],
  ['an assertion about it', 'expected "sh: 1: x: not found" to be empty'],
  ['nothing', 'AssertionError: expected 4, got 5'],
])('%s is no part that has to be installed: %j', (_, output) => {
  expect(missingPart(output, assertion)).toBeNull()
})

test('what the failure itself spoke of is the failure, not the jail', () => {
  const output = "Error: Cannot find module '@/cart'\nModuleNotFoundError: No module named 'shop'"
  const text = "Cannot find module '@/cart'\nE  ModuleNotFoundError: No module named 'shop'"

  expect(missingPart(output, { text, tests: [] })).toBeNull()
  expect(missingPart(output, { text: '', tests: [] })).toBe(node)
})

test('where the failing test has run, a part that it can do without is no hindrance', () => {
  const output = "warning: Cannot find module 'fsevents'\nnot ok 1 - adds two numbers"

  expect(missingPart(output, assertion)).toBeNull()
  expect(missingPart(output, { text: '', tests: ['test/add.test.js'] })).toBe(node)
})

test('an output of any length is looked at, however a pattern would like to begin again', () => {
  const long = `${"Cannot find module '".repeat(500_000)}\n${'sh: '.repeat(500_000)}`

  expect(missingPart(long, assertion)).toBeNull()
})
