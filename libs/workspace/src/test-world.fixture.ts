import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createGitRepository, type Files, logSink, temporaryDirectory } from '@millwright/testing'
import { openWorkspace } from './open-workspace.ts'

export const usual: Files = {
  'a.txt': 'one\n',
  'src/b.txt': 'two\n',
  'src/deep/c.txt': 'three\n',
  'test/b.test.txt': 'test\n',
  '.gitignore': 'ignored/\n*.log\n',
}

export async function world(files: Files = usual) {
  const root = await temporaryDirectory()
  const origin = await createGitRepository(join(root, 'git/acme/web.git'), files)
  const dataDir = join(root, 'data')
  const open = async (headSha?: string, epoch = 1) =>
    openWorkspace({
      dataDir,
      repo: 'acme/web',
      gitUrl: `file://${root}/git/`,
      headSha: headSha ?? (await origin.head()),
      taskId: 'task',
      epoch,
      signal: new AbortController().signal,
      logger: logSink().logger,
    })
  return { root, origin, dataDir, open }
}

export async function filesOf(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .sort()
}
