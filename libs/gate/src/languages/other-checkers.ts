/** What opens a comment in any language, where it opens one and is not part of a text or a name. */
const COMMENT = String.raw`(?:(?<!:)\/\/|\/\*{1,2}|(?<!["'\x60/&(,])#|\{[#-]-?|\{\{--|<!--|(?:^|\s)(?:--|%{1,3}|;{1,4})\s|^\s*(?:--|%|;))\s{0,3}`
const AWAY = String.raw`:(?:disable|ignore|suppress|nolint|off)\b`

/**
 * How the checkers of languages that we do not read are told to look away, and the custom by which
 * nearly all are: `toollint:ignore` or `toollint-disable` at the start of a comment.
 */
export const otherCheckers: readonly RegExp[] = [
  // SwiftLint, SwiftFormat, Scalafix, Scalastyle, Scala, Dart, Credo, Luacheck, Perl::Critic.
  /\bswift(?:lint|format):disable\b|\bscala(?:fix|style|fmt):\s?off\b|@nowarn\b|\/\/\s?ignore(?:_for_file)?:\s?\w|\bcredo:disable|\bluacheck:\s?(?:ignore|push|no)\b|^\s*##\s?no critic\b/,
  // Solidity, Svelte, djLint, Coverity, cSpell, KubeLinter, PowerShell, lintr, GHC, OCaml.
  /\b(?:solhint|slither)-disable\b|\bsvelte-ignore\b|\bdjlint:\s?off\b|\bcoverity\[|\b(?:cspell|spell-?checker):\s?(?:disable|ignore)\b|\bignore-check\.kube-linter\b|\bSuppressMessageAttribute\s?\(|#\s?nolint\b|\bOPTIONS_GHC\b.{0,80}-(?:w\b|Wno|Wwarn)|#tflint-ignore\b|\[@{1,3}(?:ocaml\.)?warning\s"-/,
  new RegExp(
    String.raw`${COMMENT}(?:[a-z]\w{1,20}:[a-z][\w-]{1,30}|[a-z][\w-]{0,30}?(?:lint|check|checkers?|checks|fmt|formatter|cop|spell|cov|coverage|scan)|lint|revive|trivy|tfsec|gosec|checkov|semgrep|kics|snyk|sonar|detekt|elvis|phpcs|phpstan|psalm|pmd|spotbugs)${AWAY}`,
    'i',
  ),
  new RegExp(
    String.raw`${COMMENT}(?<!#)\w{0,20}(?:lint|knip|fmt|format|check|checker|coverage|spell)-(?:disable|ignore|suppress)\b`,
    'i',
  ),
]

/** The same custom under a name that need not be a checker's: prose can read like it. */
export const perhapsAChecker = new RegExp(String.raw`${COMMENT}[a-z][\w-]{1,30}${AWAY}`, 'i')
