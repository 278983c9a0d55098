import type { Language } from './language.ts'
import { runSwallowed } from './run-swallowed.ts'
import { toolRedefined } from './tool-redefined.ts'

/** Shell scripts, Dockerfiles, Earthfiles and make; Bats, shUnit2; ShellCheck, hadolint. */
export const shell: Language = {
  name: 'shell',
  endings: 'sh bash zsh ksh bats dockerfile mk'.split(' '),
  names: /^(dockerfile|containerfile|earthfile|makefile|gnumakefile|justfile)/,
  test: /^\s*@test\s|^\s*(?:function\s+)?test_?\w*\s*\(\)/,
  assertion: /^\s*\[\[?\s|\bassert\w*\s|^\s*test\s/,
  weakAssertion: /\s-n\s|!=/,
  skipped: [{ where: 'tests', pattern: /^\s*skip\b|\bstartSkipping\b/ }],
  emptyAssertion: [
    { where: 'tests', pattern: /^\s*\[\[?\s+(?:1|true)\s+\]|^\s*\[\s+1\s+-eq\s+1\s/ },
  ],
  checkDisabled: [/#\s*(?:shellcheck\s+disable|hadolint\s+ignore)/],
  swallowed: [
    ...runSwallowed,
    /^\t[@+]?-[@+]?\s*(?:\$\(\w+\)\s*)?[\w./-]*(?:test|pytest|lint|check|go|cargo|npm|ctest)\b|^\s*\.IGNORE\s*:/,
  ],
  quietened: [toolRedefined],
  raised: /\bexit\s+[1-9]|\bset\s+-\w*e|\breturn\s+[1-9]/,
}
