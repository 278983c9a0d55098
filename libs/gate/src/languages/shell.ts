import type { Language } from './language.ts'

/** Shell scripts, Dockerfiles and make; Bats, shUnit2; ShellCheck, hadolint. */
export const shell: Language = {
  name: 'shell',
  endings: 'sh bash zsh ksh bats dockerfile mk'.split(' '),
  names: /^(dockerfile|containerfile|makefile|gnumakefile|justfile)/,
  test: /^\s*@test\s|^\s*(?:function\s+)?test_?\w*\s*\(\)/,
  assertion: /^\s*\[\[?\s|\bassert\w*\s|^\s*test\s/,
  weakAssertion: /\s-n\s|!=/,
  skipped: [{ where: 'tests', pattern: /^\s*skip\b|\bstartSkipping\b/ }],
  emptyAssertion: [
    { where: 'tests', pattern: /^\s*\[\[?\s+(?:1|true)\s+\]|^\s*\[\s+1\s+-eq\s+1\s/ },
  ],
  checkDisabled: [/#\s*(?:shellcheck\s+disable|hadolint\s+ignore)/],
  swallowed: [
    /\|\|\s*(?:true|:|exit\s+0|return\s+0)(?:\s|["';)]|$)|;\s*(?:true|exit\s+0)\s*["']?$/,
    /\b(?:tests?|pytest|jest|vitest|lint|cargo|go|mvn|gradlew?|phpunit|rspec|ctest|tsc|mypy|dotnet)\b[^|]{0,200}\|\|\s*(?:echo|printf)\b/,
    /\b(?:(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?(?:test|lint|check|typecheck)|pytest|go\s+(?:test|vet)|cargo\s+(?:nextest|test|clippy)|mvnw?\s|gradlew?\s|jest|vitest|phpunit|rspec|ctest|dotnet\s+test|make\s+(?:check|test)|tsc\b|mypy|eslint|ruff)\b[^|&;]{0,200}(?:\|\s*(?:cat|tee|grep|head|tail|sed|true)\b|&\s*$|;\s*(?:echo|:|printf)\b)/,
    /^\s*(?:if|while|until|!)\s+(?:(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?(?:test|lint|check|typecheck)|pytest|go\s+(?:test|vet)|cargo\s+(?:nextest|test|clippy)|mvnw?\s|gradlew?\s|jest|vitest|phpunit|rspec|ctest|dotnet\s+test|make\s+(?:check|test)|tsc\b|mypy|eslint|ruff)\b/,
    /\bset\s+\+(?:e\b|\w*e\w*|o\s+(?:errexit|pipefail))|^\s*exit\s+0\b|\btrap\s.*\bexit\s+0/,
    /^\t[@+]?-[@+]?\s*(?:\$\(\w+\)\s*)?[\w./-]*(?:test|pytest|lint|check|go|cargo|npm|ctest)\b|^\s*\.IGNORE\s*:/,
  ],
  raised: /\bexit\s+[1-9]|\bset\s+-\w*e|\breturn\s+[1-9]/,
}
