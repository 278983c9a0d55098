import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runProgram } from './run-program.ts'

/** Path → content; null deletes. A path that ends in `.sh` becomes executable. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>

export interface Person {
  readonly name: string
  readonly email: string
}

export interface Change {
  readonly files: Files
  readonly message: string
  readonly author?: Person
}

/** A real working copy on branch `main`, with one commit. */
export interface GitRepository {
  readonly dir: string
  /** Runs git in it and gives back standard output without the last newline. */
  git(...args: string[]): Promise<string>
  /** Writes the files, commits everything and gives back the new sha. */
  commit(change: Change): Promise<string>
  head(): Promise<string>
}

const somebody: Person = { name: 'Ada Person', email: 'ada@example.test' }

/** Makes `dir` a git repository with `files` as its first commit. */
export async function createGitRepository(dir: string, files: Files): Promise<GitRepository> {
  const git = async (...args: string[]) => {
    const output = await runProgram(['git', ...args], { cwd: dir })
    return output.toString().replace(/\n$/, '')
  }
  const head = () => git('rev-parse', 'HEAD')
  const commit = async ({ files: changed, message, author = somebody }: Change) => {
    await writeFiles(dir, changed)
    await git('add', '--all', '--force')
    const identity = ['-c', `user.name=${author.name}`, '-c', `user.email=${author.email}`]
    await git(...identity, 'commit', '--quiet', '--allow-empty', '--message', message)
    return head()
  }
  await mkdir(dir, { recursive: true })
  await git('init', '--quiet', '--initial-branch=main')
  await git('config', 'gc.auto', '0')
  await commit({ files, message: 'First commit' })
  return { dir, git, commit, head }
}

/** Writes (or, for null, removes) each file below `dir`, making folders as needed. */
export async function writeFiles(dir: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const target = join(dir, path)
    if (content === null) {
      await rm(target, { force: true })
      continue
    }
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, content)
    if (path.endsWith('.sh')) await chmod(target, 0o755)
  }
}
