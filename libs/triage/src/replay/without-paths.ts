import type { Invocation } from './find-invocation.ts'

/**
 * The words of a command without the paths and globs it was given, and without the folders that
 * these files are in. Null where that cannot be told: after an option we do not know, or when the
 * tool runs inside another one.
 */
export function withoutPaths(
  { command, argumentsAt }: Pick<Invocation, 'command' | 'argumentsAt'>,
  files: readonly string[],
): string | null {
  const words = command.split(/ +/)
  if (wrapper.test(command)) return null
  const named = command.slice(0, argumentsAt).split(/ +/).length
  const kept: string[] = []
  for (const [index, word] of words.entries()) {
    const before = words[index - 1] ?? ''
    const isFolder = index >= named && !verbs.has(word) && files.some((file) => isIn(file, word))
    if (isFolder && (!before.startsWith('-') || plain.test(before))) continue
    const isPath = index > 0 && !word.startsWith('-') && pathLike.test(word)
    if (!isPath || takesValue.has(before)) {
      kept.push(word)
    } else if (namesOutput.test(before)) {
      kept.pop()
    } else if (!before.startsWith('--') && before.startsWith('-') && !flags.test(before)) {
      return null
    }
  }
  return kept.join(' ')
}

function isIn(file: string, folder: string): boolean {
  return file.startsWith(`${folder}/`)
}

/** Words after a tool's name that say what it is to do, whatever a folder is called. */
const verbs: ReadonlySet<string> = new Set(['run', 'watch', 'related'])
/** Options whose value is a file that is written: neither is needed to repeat a failure. */
const namesOutput = /^--[\w-]{0,40}(?:json|xml|html|report|output|log|cov|coverage|dir|file)$/
const wrapper = /^(?:sudo |env )?(?:docker|podman|docker-compose|kubectl|ssh|vagrant|xvfb-run)\b/
const pathLike = /[/*]|^\.+$|\.[a-z]{1,4}$/
/** Options of one letter, or several in one word, that take no path in any tool we rewrite. */
const flags = /^-[qvxsBVeu]+$|=/
/** Those among them that take no other value either, as a folder's name may be one. */
const plain = /^-[qvxsBV]+$|=/

/** Options of the tools we know whose value is the next word. */
const takesValue = new Set([
  '--import',
  '--require',
  '-r',
  '--loader',
  '--config',
  '-c',
  '--project',
  '-p',
  '--root',
  '--rootDir',
  '--config-file',
  '--env-file',
  '--test-reporter',
])
