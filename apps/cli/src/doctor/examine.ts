import { ConfigError } from '@millwright/config'
import { readAllRoles } from '../read-all-roles.ts'
import type { Check, Finding, Machine } from './check.ts'
import { githubCheck } from './check-accounts.ts'
import { auditCheck } from './check-audit.ts'
import { backupCheck } from './check-backup.ts'
import { clockCheck, rightsCheck } from './check-credential.ts'
import { configCheck, dataDirCheck, gitCheck, nodeCheck } from './check-machine.ts'
import { modelCheck } from './check-model.ts'
import { notifyCheck } from './check-notify.ts'
import { promptsCheck } from './check-prompts.ts'
import { readersCheck } from './check-readers.ts'
import { redisCheck } from './check-redis.ts'
import { rulesCheck } from './check-rules.ts'
import { sandboxCheck } from './check-sandbox.ts'
import { webhookCheck } from './check-webhook.ts'

const checks: readonly Check[] = [
  nodeCheck,
  configCheck,
  dataDirCheck,
  redisCheck,
  sandboxCheck,
  gitCheck,
  githubCheck,
  rightsCheck,
  clockCheck,
  webhookCheck,
  readersCheck,
  modelCheck,
  promptsCheck,
  rulesCheck,
  notifyCheck,
  backupCheck,
  auditCheck,
]

export type Examined = Finding & { readonly name: string }

/** Runs every check, in order, whatever the others find. */
export async function examine(file: string | undefined): Promise<Examined[]> {
  const machine = readMachine(file)
  const examined: Examined[] = []
  for (const check of checks) examined.push({ name: check.name, ...(await check.run(machine)) })
  return examined
}

function readMachine(file: string | undefined): Machine {
  try {
    return { configs: readAllRoles(file), configProblem: '' }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { configs: null, configProblem: error.message }
  }
}
