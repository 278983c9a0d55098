import type { Language } from './language.ts'
import { runSwallowed } from './run-swallowed.ts'
import { toolRedefined } from './tool-redefined.ts'

/** Pipelines and their like under any name. */
export const yaml: Language = {
  name: 'yaml',
  endings: ['yml', 'yaml'],
  checkDisabled: [/#\s*(?:yamllint\s+disable|checkov:skip|kics-scan\s+ignore|zizmor:\s*ignore)/],
  swallowed: [
    ...runSwallowed,
    /\bcontinue-on-error\s*:\s*(?!false)|\ballow_failure\s*:\s*(?!false)|\bignore_errors\s*:\s*(?:yes|true)|\bfailed_when\s*:\s*false/i,
  ],
  quietened: [toolRedefined],
}
