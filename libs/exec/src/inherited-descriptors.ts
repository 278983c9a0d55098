import { openSync, readdirSync, readFileSync } from 'node:fs'

/** Open files with a higher number are passed on all the same. */
const DESCRIPTOR_MAX = 4096
const FIRST_EXTRA = 3
/** O_CLOEXEC in the octal `flags` line of /proc/self/fdinfo (proc(5)). */
const CLOSE_ON_EXEC = 0o2000000

let found: ReadonlyMap<number, number> | undefined

/**
 * The descriptors that we inherited from whoever started us and that every child would inherit in
 * turn, each with one of an empty file that takes its place.
 * Node.js opens nothing that children inherit, so looking once is enough.
 */
export function inheritedDescriptors(): ReadonlyMap<number, number> {
  found ??= new Map(inheritable().map((descriptor) => [descriptor, openSync('/dev/null', 'r+')]))
  return found
}

function inheritable(): number[] {
  return list('/proc/self/fdinfo')
    .map(Number)
    .filter((descriptor) => descriptor >= FIRST_EXTRA && descriptor <= DESCRIPTOR_MAX)
    .filter((descriptor) => (flagsOf(descriptor) & CLOSE_ON_EXEC) === 0)
}

/** Empty where there is no /proc. */
function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** As if it were not inherited when it was closed since it was listed. */
function flagsOf(descriptor: number): number {
  try {
    const info = readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8')
    return Number.parseInt(/^flags:\s*([0-7]+)/m.exec(info)?.[1] ?? '', 8) || CLOSE_ON_EXEC
  } catch {
    return CLOSE_ON_EXEC
  }
}
