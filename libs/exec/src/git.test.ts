import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createGitRepository, temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { git } from './git.ts'
import { gitOrThrow } from './git-or-throw.ts'
import { run } from './run.ts'

/** A repository whose configuration, hooks and attributes all try to run a program. */
async function hostileRepository() {
  const root = await temporaryDirectory()
  const marker = join(root, 'it-ran')
  const script = join(root, 'trap.sh')
  await writeFile(script, `#!/bin/sh\necho "$0 $*" >> "${marker}"\ncat\nexit 0\n`)
  await chmod(script, 0o755)
  // As the shell that git runs such a setting with reads it.
  const trap = script.replaceAll(' ', '\\ ')
  const repository = await createGitRepository(join(root, 'repo'), {
    'a.txt': 'one\n',
    '.gitattributes': '* filter=evil diff=evil merge=evil\n',
  })
  await createGitRepository(join(root, 'friendly'), { 'a.txt': 'one\n' })
  const settings = {
    'core.fsmonitor': trap,
    'core.hooksPath': join(root, 'hooks'),
    'core.pager': trap,
    'core.editor': trap,
    'core.sshCommand': trap,
    'core.askPass': trap,
    'core.alternateRefsCommand': trap,
    'credential.helper': trap,
    'credential.http://127.0.0.1.helper': trap,
    'diff.external': trap,
    'diff.evil.command': trap,
    'diff.evil.textconv': trap,
    'filter.evil.clean': trap,
    'filter.evil.smudge': trap,
    'filter.evil.process': trap,
    'filter.evil.required': 'true',
    'merge.evil.driver': trap,
    'gpg.program': trap,
    'commit.gpgSign': 'true',
    'log.showSignature': 'true',
    'remote.evil.url': join(root, 'friendly'),
    'remote.evil.uploadpack': trap,
    'remote.evil.receivepack': trap,
    'remote.helped.url': trap,
    'remote.helped.vcs': 'ext',
    'pager.log': trap,
    'uploadpack.packObjectsHook': trap,
    'include.path': join(root, 'more-config'),
  }
  await repository.git('config', '--file', join(root, 'more-config'), 'filter.more.clean', trap)
  for (const [key, value] of Object.entries(settings)) await repository.git('config', key, value)
  await mkdir(join(root, 'hooks'))
  for (const hook of [
    'pre-commit',
    'post-checkout',
    'post-index-change',
    'reference-transaction',
  ]) {
    await writeFile(join(root, 'hooks', hook), `#!/bin/sh\n${trap} ${hook}\n`)
    await chmod(join(root, 'hooks', hook), 0o755)
    await writeFile(join(repository.dir, '.git/hooks', hook), `#!/bin/sh\n${trap} ${hook}\n`)
    await chmod(join(repository.dir, '.git/hooks', hook), 0o755)
  }
  return { root, dir: repository.dir, marker, trap }
}

test('the traps of a hostile repository do run under plain git', async () => {
  const { dir, marker } = await hostileRepository()

  const env = { PATH: '/usr/bin:/bin', HOME: '/nonexistent' }
  await run(['git', 'status'], { cwd: dir, env, timeoutMs: 20_000, outputBytesMax: 10_000 })

  expect(existsSync(marker)).toBe(true)
})

test('no command, hook, monitor, filter or driver of a hostile repository runs', async () => {
  const { dir, marker } = await hostileRepository()
  const author = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b.test' }
  const env = { ...author, GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b.test' }
  await writeFile(join(dir, 'a.txt'), 'two\n')
  await writeFile(join(dir, 'b.txt'), 'new\n')
  await writeFile(join(dir, '.gitattributes'), '* filter=evil diff=evil\n*.md filter=more\n')
  await writeFile(join(dir, 'c.md'), 'new\n')

  const commands = [
    ['status'],
    ['diff'],
    ['diff', '--cached', 'HEAD'],
    ['diff-files', '-p'],
    ['add', '--all'],
    ['diff-index', '-p', 'HEAD'],
    ['commit', '-m', 'x'],
    ['log', '-p'],
    ['show', 'HEAD'],
    ['checkout', '--force', 'HEAD~1'],
    ['read-tree', '-u', '--reset', 'HEAD'],
    ['ls-files', '-m', '-o'],
    ['reset', '--hard'],
    ['archive', 'HEAD'],
  ]
  for (const command of commands) await gitOrThrow(command, { cwd: dir, env })

  expect(existsSync(marker) ? await readFile(marker, 'utf8') : '').toBe('')
})

test('a merge uses no driver of the repository', async () => {
  const { dir, marker } = await hostileRepository()
  const author = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b.test' }
  const env = { ...author, GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b.test' }
  const commitAs = async (branch: string, text: string) => {
    await gitOrThrow(['checkout', '--force', '-B', branch, 'main'], { cwd: dir })
    await writeFile(join(dir, 'a.txt'), text)
    await gitOrThrow(['commit', '-a', '-m', branch], { cwd: dir, env })
  }
  await commitAs('left', 'left\n')
  await commitAs('right', 'right\n')

  const merged = await git(['merge', 'left'], { cwd: dir, env })

  expect(merged.exitCode).not.toBe(0)
  expect(existsSync(marker)).toBe(false)
})

test('ext::, ssh and named remotes start nothing, and local paths need permission', async () => {
  const { root, dir, marker, trap } = await hostileRepository()
  const target = join(root, 'copy')

  const ext = await git(['ls-remote', `ext::${trap}`], { cwd: dir })
  const ssh = await git(['ls-remote', 'ssh://127.0.0.1/x'], { cwd: dir })
  const named = await git(['fetch', 'evil'], { cwd: dir, allowFile: true })
  const pushed = await git(['push', 'evil', 'main:copy'], { cwd: dir, allowFile: true })
  const helper = await git(['fetch', 'helped'], { cwd: dir, allowFile: true })
  const refused = await git(['clone', `file://${root}/friendly`, target])
  const allowed = await git(['clone', `file://${root}/friendly`, target], { allowFile: true })

  expect(ext.stderr).toContain("transport 'ext' not allowed")
  expect(ssh.stderr).toContain("transport 'ssh' not allowed")
  expect(named.exitCode).toBe(0)
  expect(pushed.exitCode).toBe(0)
  expect(helper.exitCode).toBe(128)
  expect(refused.stderr).toContain("transport 'file' not allowed")
  expect(allowed.exitCode).toBe(0)
  expect(existsSync(marker)).toBe(false)
})

test('the environment a caller adds cannot loosen anything', async () => {
  const { dir, marker, trap } = await hostileRepository()
  const env = {
    GIT_EXTERNAL_DIFF: trap,
    GIT_CONFIG_GLOBAL: '/etc/passwd',
    GIT_ALLOW_PROTOCOL: 'ext',
    GIT_CONFIG_COUNT: '0',
  }

  await writeFile(join(dir, 'a.txt'), 'two\n')
  const diff = await git(['diff'], { cwd: dir, env })
  const ext = await git(['ls-remote', `ext::${trap}`], { cwd: dir, env })

  expect(diff.stdout).toContain('+two')
  expect(ext.exitCode).toBe(128)
  expect(existsSync(marker)).toBe(false)
})

test('options in front of the subcommand are refused', async () => {
  await expect(git(['-c', 'core.fsmonitor=x', 'status'])).rejects.toThrow(RangeError)
  await expect(git(['--exec-path=/tmp', 'status'])).rejects.toThrow(RangeError)
  await expect(git([])).rejects.toThrow(RangeError)
})

test('gitOrThrow says what failed and why, without passwords', async () => {
  const failed = gitOrThrow(['ls-remote', 'ext::http://me:hunter2@127.0.0.1/x'])

  await expect(failed).rejects.toMatchObject({ code: 'MW_GIT', exitCode: 128 })
  await expect(failed).rejects.toThrow(/ls-remote .*not allowed/)
  await expect(failed).rejects.not.toThrow(/hunter2/)
})

test('gitOrThrow refuses output that was cut, a timeout, and passes an abort on', async () => {
  const { dir } = await hostileRepository()
  const stopped = AbortSignal.abort(new Error('enough'))
  const pipe = join(dir, '.gitignore')
  await run(['mkfifo', pipe], { env: {}, timeoutMs: 20_000, outputBytesMax: 1000 })

  await expect(gitOrThrow(['log'], { cwd: dir, outputBytesMax: 10 })).rejects.toThrow(
    /more than the limit/,
  )
  await expect(gitOrThrow(['status'], { cwd: dir, timeoutMs: 300 })).rejects.toThrow(/took longer/)
  await expect(gitOrThrow(['log'], { cwd: dir, signal: stopped })).rejects.toThrow('enough')
})

test('a launcher runs git for us', async () => {
  const dir = await temporaryDirectory()
  const launcher = ['flock', '--exclusive', join(dir, 'lock')]

  const version = await gitOrThrow(['rev-parse', '--local-env-vars'], { cwd: dir, launcher })

  expect(version.stdout).toContain('GIT_DIR')
  expect(existsSync(join(dir, 'lock'))).toBe(true)
})

test('a configuration of our own is not searched for drivers, one from elsewhere is', async () => {
  const { dir } = await createGitRepository(await temporaryDirectory(), { 'a.txt': 'one\n' })
  const trace = join(await temporaryDirectory(), 'trace')
  const listings = async () =>
    (await readFile(trace, 'utf8')).split('\n').filter((line) => line.includes('config --list'))
  const options = { cwd: dir, env: { GIT_TRACE: trace } }

  const own = await git(['status', '--porcelain'], { ...options, hasOwnConfig: true })
  const askedForOwn = await listings()
  const other = await git(['status', '--porcelain'], options)
  const askedForOther = await listings()

  expect([own.exitCode, other.exitCode]).toEqual([0, 0])
  expect([askedForOwn.length, askedForOther.length]).toEqual([0, 1])
})
