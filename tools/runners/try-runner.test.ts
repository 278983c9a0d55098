import { delimiter, dirname, join } from 'node:path'
import { findSandbox } from '@millwright/sandbox'
import { expect, test } from 'vitest'
import { javascriptCases } from './javascript-cases.ts'
import { counts, targetCounts } from './runner-case.ts'
import { tryRunner } from './try-runner.ts'

const sandbox = await findSandbox({ mode: 'bwrap' })
const modules = join(import.meta.dirname, '../../node_modules')
const path = [join(modules, '.bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter)
const place = { path, readOnlyPaths: [modules], env: { NODE_PATH: modules } }

// The two that this project itself installs; `npm run try:runners` tries the others.
test.each(javascriptCases.filter(({ runner }) => ['node --test', 'vitest'].includes(runner)))(
  '$runner counts its tests in a jail, whatever they print',
  async (one) => {
    const proof = await tryRunner(one, sandbox, place)

    expect(proof, proof?.output_tail).toMatchObject({ tests: counts, targets: targetCounts })
  },
)
