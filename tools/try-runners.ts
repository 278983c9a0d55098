// `npm run try:runners`: has each test runner of this machine count a small suite in a real jail.
// Folders that a runner needs besides the system follow as arguments; each is read-only there.
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { findSandbox } from '@millwright/sandbox'
import { javascriptCases } from './runners/javascript-cases.ts'
import { otherCases } from './runners/other-cases.ts'
import { counts, targetCounts } from './runners/runner-case.ts'
import { tryPip } from './runners/try-pip.ts'
import { tryRunner } from './runners/try-runner.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const modules = join(import.meta.dirname, '../node_modules')
const given = process.argv.slice(2)
const bins = given.flatMap((folder) => [folder, join(folder, 'bin')])
const system = ['/usr/local/bin', '/usr/bin', '/bin']
const path = [join(modules, '.bin'), ...bins, dirnameOfNode(), ...system].join(delimiter)
const env = { NODE_PATH: modules, M2: join(homedir(), '.m2/repository') }
const place = { path, readOnlyPaths: [modules, env.M2, ...given], env }

function dirnameOfNode(): string {
  return join(process.execPath, '..')
}

const isSame = (one: object | undefined, other: object) =>
  JSON.stringify(one) === JSON.stringify(other)

const sandbox = await findSandbox({ mode: 'bwrap' })
for (const one of [...javascriptCases, ...otherCases]) {
  const proof = await tryRunner(one, sandbox, place)
  const isRight = isSame(proof?.tests, counts) && isSame(proof?.targets, targetCounts)
  const told = proof === null ? 'not on this machine' : isRight ? 'counted' : 'NOT counted'
  say(`${one.runner.padEnd(16)} ${told.padEnd(20)} ${JSON.stringify(proof?.tests ?? null)}`)
  if (proof === null || isRight) continue
  say(proof.output_tail)
  process.exitCode = 1
}

const tries = await tryPip(sandbox, place)
if (tries === null) say('pip              not on this machine')
for (const { what, isInstalled, hasRun, isAsTold } of tries ?? []) {
  const end = `${isInstalled ? 'installed' : 'refused'}, ${hasRun ? 'its code ran' : 'nothing ran'}`
  say(`pip, ${what}: ${end}${isAsTold ? '' : ', NOT as told'}`)
  if (!isAsTold) process.exitCode = 1
}
