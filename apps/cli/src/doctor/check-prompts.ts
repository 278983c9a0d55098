import { loadPrompts } from '@millwright/template'
import { configured } from './check.ts'

/** The prompts: all of them can be used. */
export const promptsCheck = configured('prompts', async ({ lead }) => {
  try {
    const { names } = await loadPrompts(lead.prompts_dir)
    return { ok: true, detail: `${names.length} in ${lead.prompts_dir}` }
  } catch (error) {
    const fix = `correct the file, or set prompts_dir`
    return { ok: false, detail: error instanceof Error ? error.message : String(error), fix }
  }
})
