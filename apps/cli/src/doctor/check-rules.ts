import { loadRules } from '@millwright/triage'
import { configured } from './check.ts'

/** The rules: the operator's own can be used, and none of the known issues has expired. */
export const rulesCheck = configured('rules', async ({ lead }) => {
  const folder = lead.rules_dir
  try {
    const { rules, knownIssues } = await loadRules(folder === null ? [] : [folder])
    const today = new Date().toISOString().slice(0, 10)
    const expired = knownIssues.filter(({ expires }) => expires < today)
    const detail = `${rules.length} rules, ${knownIssues.length} known issues`
    if (expired.length === 0) return { ok: true, detail }
    const names = expired.map(({ fullId }) => fullId).join(', ')
    return { ok: false, detail: `${detail}; expired: ${names}`, fix: 'renew or remove them' }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { ok: false, detail, fix: 'correct the file, or set rules_dir' }
  }
})
