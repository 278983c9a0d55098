import type { Language } from './language.ts'

/** Pipelines and their like under any name. */
export const yaml: Language = {
  name: 'yaml',
  endings: ['yml', 'yaml'],
  checkDisabled: [/#\s*(?:yamllint\s+disable|checkov:skip|kics-scan\s+ignore|zizmor:\s*ignore)/],
  swallowed: [
    /\|\|\s*(?:true|:|exit\s+0|return\s+0)(?:\s|["';)]|$)|;\s*(?:true|exit\s+0)\s*["']?$/,
    /\bset\s+\+(?:e\b|\w*e\w*|o\s+(?:errexit|pipefail))|^\s*exit\s+0\b/,
    /\bcontinue-on-error\s*:\s*(?!false)|\ballow_failure\s*:\s*(?!false)|\bignore_errors\s*:\s*(?:yes|true)|\bfailed_when\s*:\s*false/i,
  ],
}
