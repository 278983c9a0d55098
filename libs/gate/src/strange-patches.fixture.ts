import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createGitRepository } from '@millwright/testing'
import { parsePatch } from './patch/parse-patch.ts'
import { PatchError } from './patch/patch-error.ts'

/** What the gate reads in a patch: every path that changes, and every line that is then there. */
interface Belief {
  paths: string[]
  lines: { path: string; number: number; text: string }[]
}

const NAMES = [
  ...['a.txt', 'src/b c.ts', 'ä/ö.py', 'tab\there.rb', 'quo"te.go', 'back\\slash.c', 'b b/b.js'],
  ...['ReadMe', 'run.sh', 'deep/er/path/x', '-dash', 'a => b', 'new\nline', ' lead', 'trail '],
]
const STYLES = [
  ...[[], ['--full-index'], ['-U0'], ['-U1'], ['-U8'], ['-M'], ['-C', '--find-copies-harder']],
  ...[['--no-renames'], ['--binary'], ['--no-prefix'], ['--src-prefix=x/'], ['--patience']],
  ...[['--ignore-all-space'], ['--text'], ['--raw', '-p'], ['--stat', '-p'], ['--word-diff']],
  ...[['-R'], ['--cc'], ['--function-context'], ['--output-indicator-new=>'], ['-B']],
]
const STRANGE = [
  ...['+x', '-x', ' x', '', '\\ No newline at end of file', '@@ -1 +1 @@', '@@ -1,0 +2,3 @@'],
  ...['--- a/a.txt', '+++ b/../up', 'rename to .git/config', 'new file mode 120000', 'GIT binary'],
  ...['diff --git a/a.txt b/a.txt', 'old mode 100644', '--- /dev/null', 'index 1..2', '\r', '\0'],
]

/** A repository, and patches to it: as git writes them in many styles, and then changed by hand. */
export async function strangePatches(dir: string, random: () => number) {
  const pick = <T>(list: readonly [T, ...T[]] | readonly T[]): T => {
    const one = list[Math.floor(random() * list.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }
  const textOf = () => {
    const count = Math.floor(random() * 30)
    const end = pick(['\n', '\n', '\n', '\r\n'])
    const text = Array.from({ length: count }, () => `${pick(['one', 'two', '', '--- a/x', '}'])}`)
    return text.join(end) + pick(['', end])
  }
  const filesOf = () =>
    Object.fromEntries(NAMES.filter(() => random() < 0.7).map((name) => [name, textOf()]))
  const { git, commit, ...repository } = await createGitRepository(join(dir, 'repo'), filesOf())
  await commit({
    files: { ...filesOf(), [pick(NAMES)]: null, 'data.bin': Uint8Array.of(0, 1, pick([2, 3])) },
    message: 'Change',
  })
  await git('mv', '-f', 'data.bin', `moved ${pick(['x', 'y'])}`)
  await git('update-index', '--chmod=+x', `moved ${(await git('ls-files', 'moved*')).slice(-1)}`)
  await commit({ files: {}, message: 'Move' })
  // No binary file gets past the gate, so most patches are made without.
  const text = ['--', '.', ':(exclude)data.bin', ':(exclude)moved*']
  const whole = await Promise.all(
    STYLES.map((style) => git('diff', ...style, 'HEAD~2', 'HEAD', ...pick([text, text, []]))),
  )
  const parts = NAMES.filter(() => random() < 0.5)
  const single = await Promise.all(parts.map((name) => git('diff', 'HEAD~2', 'HEAD', '--', name)))
  await git('checkout', '--quiet', '--detach', 'HEAD~2')
  const texts = [...whole, ...single].map((text) => `${text}\n`)
  const mutants = single.concat(single).map((text) => `${mutate(text, pick, random)}\n`)
  await mkdir(join(dir, 'patches'))
  const patches = await Promise.all(
    [...texts, ...mutants].map(async (patch, at) => {
      const file = join(dir, 'patches', String(at))
      await writeFile(file, patch)
      return { file, patch, believed: believe(patch) }
    }),
  )
  return { ...repository, git, patches }
}

function mutate(text: string, pick: <T>(list: readonly T[]) => T, random: () => number): string {
  const lines = text.split('\n')
  const at = Math.floor(random() * lines.length)
  const kind = pick(['drop', 'add', 'twice', 'digit', 'case', 'last', 'shift', 'shift'])
  if (kind === 'shift') return shift(text, pick([1, 2, 7, -1]))
  if (kind === 'drop') lines.splice(at, 1)
  if (kind === 'add') lines.splice(at, 0, pick(STRANGE))
  if (kind === 'twice') lines.splice(at, 0, lines[at] ?? '')
  if (kind === 'digit') lines[at] = (lines[at] ?? '').replace(/\d/, pick(['0', '3', '9']))
  if (kind === 'case') lines[at] = (lines[at] ?? '').toUpperCase()
  if (kind === 'last') lines.push(pick(STRANGE))
  return lines.join('\n')
}

/** Every hunk says that it stands some lines further on, or back. */
function shift(text: string, by: number): string {
  const moved = (at: string) => String(Math.max(0, Number(at) + by))
  return text.replaceAll(
    /^@@ -(\d+)(.*) \+(\d+)(.*) @@/gm,
    (_, old: string, a: string, now: string, b: string) =>
      `@@ -${moved(old)}${a} +${moved(now)}${b} @@`,
  )
}

function believe(patch: string): Belief | null {
  try {
    const files = parsePatch(patch)
    return {
      paths: [
        ...new Set(
          files.flatMap(({ path, oldPath, change }) =>
            change === 'renamed' ? [oldPath, path] : [path],
          ),
        ),
      ],
      lines: files.flatMap(({ path, hunks }) =>
        hunks
          .flat()
          .filter(({ kind }) => kind !== 'removed')
          .map(({ number, text }) => ({ path, number, text })),
      ),
    }
  } catch (error) {
    if (error instanceof PatchError) return null
    throw error
  }
}
