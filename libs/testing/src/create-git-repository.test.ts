import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createGitRepository } from './create-git-repository.ts'
import { temporaryDirectory } from './temporary-directory.ts'

test('a repository starts with one commit on main and can grow', async () => {
  const repository = await createGitRepository(await temporaryDirectory(), { 'a.txt': 'one\n' })
  const first = await repository.head()

  const second = await repository.commit({
    files: { 'a.txt': null, 'bin/run.sh': 'exit 0\n' },
    message: 'Swap',
    author: { name: 'Grace', email: 'grace@example.test' },
  })

  expect(await repository.git('log', '--format=%H %an %s')).toBe(
    `${second} Grace Swap\n${first} Ada Person First commit`,
  )
  expect(await repository.git('ls-tree', '-r', '--name-only', 'HEAD')).toBe('bin/run.sh')
  const script = await stat(join(repository.dir, 'bin/run.sh'))
  expect(script.mode & 0o111).toBe(0o111)
})
