/** Characters that HFS+ ignores in names (next_hfs_char in git's utf8.c). */
const ignoredOnMac = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu

/**
 * Says what is wrong with a path of a repository, or null. A path is refused when on any file
 * system it could name a git directory, or something outside the tree.
 */
export function pathProblem(path: string): string | null {
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'is absolute'
  const parts = path.split(/[/\\]/)
  if (parts.includes('..')) return 'leads out of the tree'
  if (parts.some((part) => part === '' || part === '.')) return 'has an empty part'
  if (parts.some(isGitDirectory)) return 'names a git directory'
  return null
}

/** Also as Windows and macOS would read it (CVE-2014-9390, CVE-2019-1353). */
function isGitDirectory(part: string): boolean {
  const [name = ''] = part.replaceAll(ignoredOnMac, '').toLowerCase().split(':')
  return /^(\.git|git~\d)[. ]*$/.test(name)
}
