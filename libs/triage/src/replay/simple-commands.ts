/** The most commands looked at in one script. */
const COMMANDS_MAX = 200

/** Characters of a command that may be rewritten: no expansion, no redirection, no second command. */
const plain = /^[A-Za-z0-9_@%+=:,./*?[\]{}~^ "'-]+$/

/**
 * The simple commands of a shell script, in order: cut at line ends, `&&`, `||`, `;` and `|`.
 * A command that expands, redirects or is cut inside quotes is left out, since rewriting it could
 * change what it does.
 */
export function simpleCommands(script: string): string[] {
  return script
    .replaceAll('\\\n', ' ')
    .split(/\n|&&|\|\||;|\|/, COMMANDS_MAX)
    .map((command) => command.trim())
    .filter((command) => plain.test(command) && hasPairedQuotes(command))
}

function hasPairedQuotes(command: string): boolean {
  const count = (quote: string) => command.split(quote).length - 1
  return count('"') % 2 === 0 && count("'") % 2 === 0
}
