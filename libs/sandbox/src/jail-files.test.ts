import { chmod, lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createGitRepository } from '@millwright/testing'
import { expect, test } from 'vitest'
import { createJail } from './create-jail.ts'
import { testJail } from './test-jail.fixture.ts'

test('a command works in the workspace, as a user with a name and a home', async () => {
  const { dir, sh } = await testJail()

  const told = await sh('pwd; id -un; id -u; echo > ~/x && echo > /tmp/x && echo made > made')

  expect(told.stdout).toBe('/workspace\nmillwright\n1000\n')
  expect(await readFile(join(dir, 'made'), 'utf8')).toBe('made\n')
})

test('what one command leaves in /tmp and at home, the next does not find', async () => {
  const { sh } = await testJail()

  await sh('touch /tmp/a ~/a /dev/shm/a')
  const second = await sh('ls -A /tmp ~ /dev/shm')

  expect(second.stdout).toBe('/dev/shm:\n\n/home/millwright:\n\n/tmp:\n')
})

/** Should a jail ever hold nothing, these still do the machine no harm. */
test.each([
  ['the root', ['touch /x', 'mkdir /y', 'mount -o remount,rw / && touch /x']],
  ['the system', ['touch /usr/x', 'touch /bin/x', ': >> /usr/bin/env', 'mount -o remount,rw /usr']],
  ['system settings', ['touch /etc/x', ': >> /etc/passwd', 'ln /etc/hosts /etc/y']],
  ['devices', ['touch /dev/x', 'mkdir /dev/y', 'mknod z c 1 1', 'mknod /dev/z c 1 1']],
  ['the core dump program', [': >> /proc/sys/kernel/core_pattern']],
  ['kernel settings', [': >> /proc/sys/kernel/hostname', ': >> /proc/sys/vm/overcommit_memory']],
  ['kernel switches', [': >> /proc/sysrq-trigger', ': >> /proc/irq/default_smp_affinity']],
  ['a namespace of its own', ['unshare -Ur true', 'unshare -m true', 'unshare -n true']],
  ['a mount of its own', ['mkdir m && mount -t tmpfs x m && umount m']],
  ['another process’s namespaces', ['nsenter -t 1 -m true', 'nsenter -t 1 -U true']],
])('%s cannot be had or written', async (_what, commands) => {
  const { sh } = await testJail()

  for (const command of commands) {
    const tried = await sh(`(${command}) && echo DONE`)

    expect(tried.stdout, command).toBe('')
  }
})

test('a link out of the tree leads to the jail’s own files, if to any', async () => {
  const { root, dir, sh } = await testJail()
  await writeFile(join(root, 'outside'), 'ours')
  await symlink('../outside', join(dir, 'relative'))
  await symlink(join(root, 'outside'), join(dir, 'absolute'))
  await symlink('/etc/passwd', join(dir, 'passwd'))

  const tried = await sh('cat passwd; cat relative absolute; echo x > relative; echo x > absolute')

  expect(tried.stdout).toMatch(/^root:x:0:0::\/:\/bin\/false\nmillwright:/)
  expect(tried.stdout).not.toContain('ours')
  expect(await readFile(join(root, 'outside'), 'utf8')).toBe('ours')
})

test('a read-only workspace is that', async () => {
  const { dir, sh } = await testJail({ readOnly: true })
  await writeFile(join(dir, 'a'), 'a')

  const tried = await sh(
    'cat a; echo b > a; touch c; rm a; chmod 777 a; mkdir d; echo x > /tmp/x && echo tmp',
  )

  expect(tried.stdout).toBe('atmp\n')
  expect(await readdir(dir)).toEqual(['a'])
})

test('a path that is to be read is readable at its own place, and no more than that', async () => {
  const { root, sandbox, dir } = await testJail()
  const tools = join(root, 'tools')
  await mkdir(tools)
  await writeFile(join(tools, 'run.sh'), '#!/bin/sh\necho ran\n')
  await chmod(join(tools, 'run.sh'), 0o755)
  await writeFile(join(root, 'secret'), 'secret')
  const jail = createJail({ ...sandbox, workspace: { dir }, readOnlyPaths: [tools] })

  const told = await jail.run({
    command: `cd "${tools}" && ./run.sh; echo x > run.sh; touch x; cat ../secret; ls ..`,
    timeoutMs: 20_000,
  })

  expect(told.stdout).toBe('ran\ntools\n')
  expect(await readdir(tools)).toEqual(['run.sh'])
})

test.each(['relative', '/', '/a/../b', ''])('the path %j is not mounted', async (path) => {
  const { sh } = await testJail({ readOnlyPaths: [path] })

  await expect(sh('true')).rejects.toMatchObject({ code: 'MW_SANDBOX' })
})

async function withGit() {
  const made = await testJail()
  const repository = await createGitRepository(join(made.root, 'origin'), { 'a.txt': 'one\n' })
  await repository.git('--work-tree', made.dir, 'checkout', '--force', 'HEAD', '--', '.')
  const gitDir = join(repository.dir, '.git')
  const { sandbox, dir } = made
  const jail = createJail({ ...sandbox, workspace: { dir, gitDir }, readOnlyPaths: [] })
  return {
    ...made,
    gitDir,
    jail,
    sh: (command: string) => jail.run({ command, timeoutMs: 20_000 }),
  }
}

test('git works on the tree with a git directory that cannot be written, moved or removed', async () => {
  const { dir, gitDir, sh } = await withGit()
  const before = await readFile(join(gitDir, 'config'), 'utf8')

  const used = await sh(
    'git log --format=%s; git status --porcelain; echo two > a.txt; git diff --stat',
  )
  const tried = await sh(
    [
      'git config core.fsmonitor /workspace/evil.sh',
      'echo x >> .git/config',
      'echo x > .git/hooks/post-checkout',
      'rm -rf .git',
      'mv .git elsewhere',
      'rmdir .git',
      'umount .git',
      'mount --bind /tmp .git',
      'git commit -qam x',
    ]
      .map((command) => `${command} 2> /dev/null && echo "DONE: ${command}"`)
      .join('\n'),
  )

  expect(used.stdout).toMatch(/^First commit\n.* a\.txt \| 2 \+-\n/)
  expect(tried.stdout).toBe('')
  expect(await readFile(join(gitDir, 'config'), 'utf8')).toBe(before)
  expect(await readdir(dir)).toEqual(['a.txt'])
})

test('the tree holds nothing of the git directory after any run, also one that was killed', async () => {
  const { dir, jail } = await withGit()

  await jail.run({ command: 'sleep 300', timeoutMs: 200 })
  await Promise.all([1, 2, 3].map((n) => jail.run({ command: `sleep 0.${n}`, timeoutMs: 5000 })))

  expect(await readdir(dir)).toEqual(['a.txt'])
})

test('while runs overlap each of them sees the git directory to its end', async () => {
  const { jail } = await withGit()
  const command = (seconds: string) => `sleep ${seconds}; git log --format=%s`

  const runs = await Promise.all(
    ['0.3', '0', '0.1'].map((s) => jail.run({ command: command(s), timeoutMs: 20_000 })),
  )

  expect(runs.map(({ stdout }) => stdout)).toEqual(Array(3).fill('First commit\n'))
})

test('an empty folder that a killed worker left is no obstacle, anything else is', async () => {
  const { dir, sh } = await withGit()

  await mkdir(join(dir, '.git'))
  const after = await sh('git log --format=%s')
  await mkdir(join(dir, '.git/hooks'), { recursive: true })

  expect(after.stdout).toBe('First commit\n')
  await expect(sh('true')).rejects.toThrow('in the way of the git directory')
  expect((await lstat(join(dir, '.git/hooks'))).isDirectory()).toBe(true)
})

test('a link in the place of the git directory is not followed', async () => {
  const { root, dir, sh } = await withGit()
  await mkdir(join(root, 'elsewhere'))
  await symlink(join(root, 'elsewhere'), join(dir, '.git'))

  await expect(sh('true')).rejects.toMatchObject({ code: 'MW_SANDBOX' })
  expect(await readdir(join(root, 'elsewhere'))).toEqual([])
})

test('a checkout with its own git directory keeps it read-only', async () => {
  const { root, sandbox } = await testJail()
  const { dir } = await createGitRepository(join(root, 'checkout'), { 'a.txt': 'one\n' })
  const jail = createJail({ ...sandbox, workspace: { dir }, readOnlyPaths: [] })
  const command = 'git log --format=%s; git config x.y z; echo x > .git/HEAD; echo two > a.txt'

  const told = await jail.run({ command, timeoutMs: 20_000 })

  expect(told.stdout).toBe('First commit\n')
  expect(await readFile(join(dir, '.git/HEAD'), 'utf8')).toBe('ref: refs/heads/main\n')
  expect(await readFile(join(dir, 'a.txt'), 'utf8')).toBe('two\n')
})
