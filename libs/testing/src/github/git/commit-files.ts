import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Change, type Person, writeFiles } from '../../create-git-repository.ts'
import { gitEnvironment, runProgram } from '../../run-program.ts'

export const somePerson: Person = { name: 'Ada Person', email: 'ada@example.test' }

export interface BareChange extends Change {
  /** The commit to build on; null starts a history. */
  readonly parent: string | null
}

/** Puts one commit into a bare repository without moving any ref, and gives back its sha. */
export async function commitFiles(gitDir: string, change: BareChange): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'millwright-commit-'))
  const author = change.author ?? somePerson
  const env = {
    ...gitEnvironment,
    GIT_DIR: gitDir,
    GIT_WORK_TREE: join(dir, 'tree'),
    GIT_INDEX_FILE: join(dir, 'index'),
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
  }
  const git = async (...args: string[]) =>
    (await runProgram(['git', ...args], { cwd: join(dir, 'tree'), env })).toString().trim()
  try {
    await writeFiles(join(dir, 'tree'), { '.keep': '' })
    await rm(join(dir, 'tree/.keep'))
    if (change.parent !== null) {
      await git('read-tree', change.parent)
      await git('checkout-index', '--all')
    }
    await writeFiles(join(dir, 'tree'), change.files)
    await git('add', '--all', '--force')
    const parents = change.parent === null ? [] : ['-p', change.parent]
    return await git('commit-tree', await git('write-tree'), ...parents, '-m', change.message)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
