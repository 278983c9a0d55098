import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfig } from '@millwright/config'
import { temporaryDirectory } from '@millwright/testing'
import type { Check, Finding } from './check.ts'

/** What one check finds on a machine with this configuration. */
export async function find(
  check: Check,
  yaml: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Finding & { readonly fix?: string }> {
  const cwd = await temporaryDirectory()
  writeFileSync(join(cwd, 'millwright.yaml'), yaml)
  const read = (role: 'cli' | 'lead' | 'worker' | 'status') => loadConfig({ role, env, cwd })
  const configs = {
    cli: read('cli'),
    lead: read('lead'),
    worker: read('worker'),
    status: read('status'),
  }
  return check.run({ configs, configProblem: '' })
}
