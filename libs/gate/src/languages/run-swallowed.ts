import { CHECK_COMMAND } from './check-command.ts'

const TOOLS =
  '(?:npm|npx|pnpm|yarn|bun|python3?|pytest|cargo|mvnw?|gradlew?|bundle|rspec|phpunit|composer|dotnet|ctest|tsc|eslint|ruff|mypy|exit|false)'
/** Tools whose names are words: a function called so may be a helper, unless it does nothing. */
const WORDS = '(?:go|set|node|make)'
const NOTHING = String.raw`\{\s*(?::|true\b|(?:return|exit)\s+0|echo\b|printf\b|\})`

/** How a line of a shell, in a script or in a pipeline of any name, keeps a failure to itself. */
export const runSwallowed: readonly RegExp[] = [
  /\|\|\s*(?:true|:|exit\s+0|return\s+0)(?:\s|["';)]|$)|;\s*(?:true|exit\s+0)\s*["']?$/,
  /\b(?:tests?|pytest|jest|vitest|lint|cargo|go|mvn|gradlew?|phpunit|rspec|ctest|tsc|mypy|dotnet)\b[^|]{0,200}\|\|\s*(?:echo|printf)\b/,
  new RegExp(
    String.raw`${CHECK_COMMAND}[^|&;]{0,200}(?:\|\s*(?:cat|tee|grep|head|tail|sed|true)\b|&\s*$|;\s*(?:(?:echo|:|printf)\b|(?:\[{1,2}|test)\s.{0,40}\$\?))`,
  ),
  new RegExp(
    String.raw`^\s*(?:if|while|until|!)\s+(?!.{0,300}\bexit\s+[1-9$])(?:!\s+)?(?:\w+=\S*\s+|timeout\s+\S+\s+|sudo\s+)?${CHECK_COMMAND}`,
  ),
  // A name for nothing, and a command that became the arguments of nothing.
  new RegExp(
    String.raw`(?:^|[;&])\s*(?:alias\s+(?:${TOOLS}|${WORDS})=|(?:function\s+)?${TOOLS}\s*\(\s*\)\s*\{?|function\s+${TOOLS}\b|(?:function\s+)?${WORDS}\s*(?:\(\s*\)\s*)?${NOTHING}|(?:-\s+)?:\s+(?:\w+\s+)?${CHECK_COMMAND})`,
  ),
  /\bset\s+\+(?:e\b|\w*e\w*|o\s+(?:errexit|pipefail))|^\s*exit\s+0\b|\btrap\s.*\bexit\s+0/,
]
