/** The most of an output that is looked at: what is missing is said early or at the end. */
const LOOKED_CHARS_MAX = 200_000
const LINE_CHARS_MAX = 2_000

interface Sign {
  /** In words of our own: nothing the repository prints reaches a prompt by this way. */
  readonly what: string
  /** Its group `name`, where it has one, is what is missing. */
  readonly line: RegExp
}

const signs: readonly Sign[] = [
  {
    // Node, CommonJS and ES modules; Jest; tsc. A path or a subpath import is the project's own.
    what: 'a package of Node.js is missing',
    line: /Cannot find (?:module|package) '(?<name>(?!node:|file:)[\w@][^'\s]{0,213})'/,
  },
  {
    // Python names the whole path of what is missing: with a dot, the package itself was found.
    what: 'a package of Python is missing',
    line: /ModuleNotFoundError: No module named '(?<name>\w{1,100})'/,
  },
  {
    what: 'a package of Python is missing',
    line: /^\S{0,100}python[\d.]{0,6}: No module named (?<name>\w{1,100})$/,
  },
  {
    what: 'a command is missing',
    line: /^(?:\/\S{1,50}\/)?(?:ba|da|k)?sh: (?:line )?(?:\d{1,6}: )?(?<name>[\w.@/-]{1,100}): (?:command )?not found$/,
  },
  {
    what: 'a package of Node.js is missing',
    line: /^npm (?:error|ERR!) could not determine executable to run$/,
  },
]

/**
 * Says which kind of part is missing where a command was red, or null. A part that the failure
 * itself spoke of, such as a module that the change has renamed, is the failure; and where a test
 * that failed is named again, the tests have run and what they miss is no hindrance.
 */
export function missingPart(
  output: string,
  failure: { readonly text: string; readonly tests: readonly string[] },
): string | null {
  const half = LOOKED_CHARS_MAX / 2
  const isLong = output.length > LOOKED_CHARS_MAX
  const looked = isLong ? `${output.slice(0, half)}\n${output.slice(-half)}` : output
  if (failure.tests.some((test) => !isFile(test) && looked.includes(test))) return null
  for (const line of looked.split('\n')) {
    const text = line.slice(0, LINE_CHARS_MAX).trim()
    for (const sign of signs) {
      const match = sign.line.exec(text)
      if (match && !failure.text.includes(match.groups?.name ?? match[0])) return sign.what
    }
  }
  return null
}

/** Runners name the file, too, when it could not even be loaded. */
function isFile(test: string): boolean {
  return /^[\w./@-]+\.\w+$/.test(test)
}
