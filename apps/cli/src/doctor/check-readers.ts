import { servesThisMachineAlone } from '@millwright/config'
import { configured } from './check.ts'

/** Who may read logs, prompts and patches. A proxy cannot always be seen, so this is said. */
export const readersCheck = configured('readers', async ({ status }) => {
  const hasToken = status.status.token !== null || status.status.tokens.length > 0
  if (!servesThisMachineAlone(status.status)) {
    if (hasToken) return { ok: true, detail: 'the dashboard takes a token of everybody who reads' }
    const detail = 'the settings of status tell of readers from elsewhere, who need a token'
    return { ok: false, detail, fix: 'set status.token_file' }
  }
  const how = 'before a proxy or a tunnel goes in front, set status.url to its address'
  return { ok: true, detail: `anybody on this machine reads the dashboard without a token; ${how}` }
})
