import type { Command } from 'commander'
import { actorName } from '../actor-name.ts'
import { configOf } from '../command-context.ts'
import { createStatusClient } from '../status-client.ts'
import { writeJson, writeLine } from '../write-out.ts'
import { askRollout, readHistory, saveDraft, versionBy } from './template-client.ts'

export interface RolloutOptions {
  /** An edited template to keep as a version first. */
  template?: string
  /** In per cent. */
  share?: number
  json?: boolean
}

/** `millwright prompts promote|rollback|canary`: asks the lead to use another version. */
export async function changeRollout(
  kind: 'promote' | 'rollback' | 'canary',
  { name, start }: { name: string; start: string | undefined },
  { options, command }: { options: RolloutOptions; command: Command },
) {
  const { template: file, share, json } = options
  if (file !== undefined && start !== undefined) {
    command.error('error: name a version, or a file, and not both')
  }
  if (share !== undefined && !Number.isInteger(share)) {
    command.error('error: --share takes a whole number of per cent, 0 to 99')
  }
  const client = createStatusClient(configOf(command))
  const actor = actorName()
  const wanted = file
    ? await saveDraft(client, name, { file, actor })
    : start && versionBy(await readHistory(client, name), start)
  const body = { ...(wanted && { hash: wanted }), ...(share !== undefined && { share }) }
  const hash = await askRollout(client, name, { kind, ...body, actor })
  if (json === true) return writeJson({ action: kind, name, hash })
  writeLine(`${name}: asked to ${describe(kind, hash.slice(0, 19), share)}`)
}

function describe(kind: 'promote' | 'rollback' | 'canary', hash: string, share = 0): string {
  switch (kind) {
    case 'promote':
      return `use ${hash} from now on`
    case 'rollback':
      return `go back to ${hash}`
    case 'canary':
      return share === 0 ? 'end the trial' : `try ${hash} on ${share} % of the tasks`
  }
}
