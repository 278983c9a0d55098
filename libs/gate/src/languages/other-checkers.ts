/** What opens a comment in any language. */
const COMMENT = String.raw`(?:\/\/|\/\*{1,2}|#|--|\{[#-]|%|;)\s{0,3}`

/**
 * How the checkers of languages that we do not read are told to look away, and the custom by which
 * nearly all are: `tool:ignore` or `toollint-disable` at the start of a comment.
 */
export const otherCheckers: readonly RegExp[] = [
  // SwiftLint, SwiftFormat, Scalafix, Scalastyle, Scala, Dart, Credo, Luacheck, Perl::Critic.
  /\bswift(?:lint|format):disable\b|\bscala(?:fix|style|fmt):\s?off\b|@nowarn\b|\/\/\s?ignore(?:_for_file)?:\s?\w|\bcredo:disable|\bluacheck:\s?(?:ignore|push|no)\b|^\s*##\s?no critic\b/,
  // Solidity, Svelte, djLint, Coverity, cSpell, KubeLinter, PowerShell, lintr, GHC, OCaml.
  /\b(?:solhint|slither)-disable\b|\bsvelte-ignore\b|\bdjlint:\s?off\b|\bcoverity\[|\b(?:cspell|spell-?checker):\s?(?:disable|ignore)\b|\bignore-check\.kube-linter\b|\bSuppressMessageAttribute\s?\(|#\s?nolint\b|\bOPTIONS_GHC\b.{0,80}-(?:w\b|Wno|Wwarn)|\[@{1,3}(?:ocaml\.)?warning\s"-/,
  new RegExp(
    String.raw`${COMMENT}(?:[a-z]\w{1,20}:)?[a-z][\w-]{1,30}:(?:disable|ignore|suppress|nolint|off)\b`,
    'i',
  ),
  new RegExp(
    String.raw`${COMMENT}\w{0,20}(?:lint|knip|fmt|format|check|checker|coverage|spell)-(?:disable|ignore|suppress)\b`,
    'i',
  ),
]
