// `npm test`: runs every test of the workspace once, for real, and ends with the line that counts
// them. `--cached` replays the last run when nothing has changed since; a path or any other
// argument goes to vitest and leaves the cache alone.
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { limitsMs } from './setup/limits.mjs'
import { runCommand } from './setup/run-command.mjs'
import { takeTurn } from './setup/take-turn.mjs'
import { countTests, TestReport } from './suite/count-tests.ts'
import { runMark } from './suite/run-mark.ts'

const root = join(import.meta.dirname, '..')
const reportFile = join(root, 'test-results', 'vitest.json')
const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js')
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]

const [first, ...others] = process.argv.slice(2)
const isWhole = first === undefined || first === '--cached'
const command = isWhole
  ? [nx, 'run', '@millwright/source:suite', '--outputStyle=stream-without-prefixes']
  : [vitest, 'run', ...report, first, ...others]

const release = await takeTurn(root, {
  work: 'test run',
  waitMs: limitsMs.turn,
  signal: new AbortController().signal,
})
rmSync(reportFile, { force: true })
const ending = await runCommand([process.execPath, ...command], {
  cwd: root,
  env: {
    ...process.env,
    NX_DAEMON: 'false',
    NX_NO_CLOUD: 'true',
    NX_TUI: 'false',
    SUITE_RUN: runMark(root, first === '--cached' ? null : randomUUID()),
  },
})
const { passed, failed, notRun } = countTests(readReport())
release()

if (notRun > 0)
  process.stderr.write(`${notRun} tests were not run: skipped tests are not allowed\n`)
process.stdout.write(`${passed} passed, ${failed} failed\n`)
const isGreen = 'exitCode' in ending && ending.exitCode === 0
process.exitCode = isGreen && failed === 0 && notRun === 0 && passed > 0 ? 0 : 1

/** A run that ended before it could write its report has failed. */
function readReport(): TestReport {
  try {
    return TestReport.parse(JSON.parse(readFileSync(reportFile, 'utf8')))
  } catch (error) {
    process.stderr.write(`the tests ended without a report: ${String(error)}\n`)
    return { testResults: [{ status: 'failed', assertionResults: [] }] }
  }
}
