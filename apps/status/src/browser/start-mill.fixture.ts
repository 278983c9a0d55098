import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadConfig } from '@millwright/config'
import { type StatusUnderTest, startStatusUnderTest, TOKEN } from '../start-status.fixture.ts'
import { beatMill } from './beat-mill.fixture.ts'

/** Well within the time after which a lead or a worker counts as away. */
const BEAT_MS = 4_000
const prompts = fileURLToPath(new URL('../../../../prompts/', import.meta.url))

/** Four repositories, one in each mode, with our own prompts. */
const settings = `prompts_dir: ${prompts}
repositories:
  acme/web: { mode: auto }
  acme/billing: { mode: staged, protected_branches: [main, release] }
  acme/docs: { mode: report }
  acme/legacy: { mode: off }
`

/** The service as an operator runs it: on loopback, with a configuration file and a token. */
export async function startMill(): Promise<StatusUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-mill-'))
  const file = join(folder, 'millwright.yaml')
  writeFileSync(file, settings)
  const env = { MILLWRIGHT_STATUS_TOKEN: TOKEN, MILLWRIGHT_STATUS_PORT: '0' }
  const config = loadConfig({ role: 'status', file, env, cwd: folder })
  const status = await startStatusUnderTest({}, config)
  await beatMill(status)
  const beating = setInterval(() => void beatMill(status), BEAT_MS)
  return {
    ...status,
    close: async () => {
      clearInterval(beating)
      await status.close()
      rmSync(folder, { recursive: true })
    },
  }
}
