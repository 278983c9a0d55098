import { expect, test } from 'vitest'
import { isReporterRefused } from './is-reporter-refused.ts'

test.each([
  '  Unrecognized option "outputFile".',
  'Following options were not recognized: ["json", "outputFile"]',
  'CACError: Unknown option `--outputFile.json`',
  'Failed to load custom Reporter from json',
  'node: bad option: --test-reporter=spec',
  'node: --test-reporter is not allowed in NODE_OPTIONS',
  'pytest: error: unrecognized arguments: --junitxml=/reports/one.xml',
  'Unknown option "--log-junit"',
  "Formatter 'json' unknown - maybe you meant 'documentation' or 'progress'?",
  'invalid option: --out',
  'CMake Error: Unknown argument: --output-junit',
  'flag provided but not defined: -json',
  "error: Found argument '--config' which wasn't expected, or isn't valid in this context",
  "error: unexpected argument '--config' found",
  "error: several matching instances of `target.'cfg(..)'.runner` in configurations",
])('a runner refuses its reporter: %s', (line) => {
  expect(isReporterRefused(`first\n${line}\nlast`)).toBe(true)
})

test.each([
  'Segmentation fault',
  'SyntaxError: invalid JSON',
  'error: unknown option --colour',
  'unknown option\n--outputFile',
  'reporter: 1 failed',
])('other words are a result: %j', (output) => {
  expect(isReporterRefused(output)).toBe(false)
})
