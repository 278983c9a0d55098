import type { CommandWords } from './command-words.ts'

/**
 * A completion script for bash, and for zsh by its bashcompinit. All words stand in it: nothing is
 * started at the tab key, and nothing on the line is evaluated. Where it knows nothing, files are
 * offered.
 */
export function bashScript(commands: readonly CommandWords[]): string {
  const paths = commands.filter(({ path }) => path.length > 0)
  return `_millwright() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" at= line= words=
  for ((at = 1; at < COMP_CWORD; at++)); do
    case "$line \${COMP_WORDS[at]}" in
      ${paths.map(({ path }) => pattern(path)).join('|')})
        line="$line \${COMP_WORDS[at]}" ;;
    esac
  done
  case "$line $before" in
${commands.flatMap(valueCases).join('\n')}
    *) case "$line" in
${commands.flatMap(wordCases).join('\n')}
    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _millwright millwright`
}

/** A line as it stands in the script: each command after a space. */
function pattern(path: readonly string[]): string {
  return `'${path.map((name) => ` ${name}`).join('')}'`
}

/** What an option takes; one that takes anything gets files. */
function valueCases({ path, options }: CommandWords): string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map(({ name, choices }) => `    ${pattern([...path, name])}) words='${choices.join(' ')}' ;;`)
}

/** Options are offered from the first hyphen on, so that files are not lost among them. */
function wordCases({ path, commands, options, values }: CommandWords): string[] {
  const names = [...commands.map(({ name }) => name), ...values].join(' ')
  const flags = options.map(({ name }) => name).join(' ')
  return [`      ${pattern(path)}) words='${names}'; [[ "$word" == -* ]] && words='${flags}' ;;`]
}
