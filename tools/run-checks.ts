// `npm run check`: format, lint, layers, types and tests, cheapest first; stops at the first that
// fails. The tests are replayed when `npm test` has already run them on exactly these files.
import { join } from 'node:path'
import { runCommand } from './setup/run-command.mjs'

const root = join(import.meta.dirname, '..')
const steps = [
  { name: 'format, lint, layers', argv: ['npm', 'run', '--silent', 'lint'] },
  { name: 'types', argv: ['npm', 'run', '--silent', 'typecheck'] },
  { name: 'tests', argv: [process.execPath, '--import', 'tsx', 'tools/run-tests.ts', '--cached'] },
]

for (const { name, argv } of steps) {
  process.stderr.write(`check: ${name}\n`)
  const ending = await runCommand(argv, { cwd: root, env: process.env })
  if (!('exitCode' in ending) || ending.exitCode !== 0) {
    process.stderr.write(`check: ${name}: failed\n`)
    process.exitCode = 1
    break
  }
}
