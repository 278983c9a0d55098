import { randomBytes } from 'node:crypto'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { arch } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '@millwright/exec'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { findSandbox } from './find-sandbox.ts'

const source = JSON.stringify(new URL('./create-jail.ts', import.meta.url).href)
const tsx = import.meta.resolve('tsx')
/** Numbers of add_key(2), keyctl(2) and ptrace(2), and of their operations. */
const [addKey, keyctl, ptrace] = arch() === 'arm64' ? [217, 219, 117] : [248, 250, 101]
const [JOIN_SESSION, SEARCH, READ, SESSION] = [1, 10, 11, -3]
const SEIZE = 0x4206

const readKey =
  `perl -e 'my ($t, $n, $b) = ("user", "millwright", "." x 200); ` +
  `my $k = syscall(${keyctl}, ${SEARCH}, ${SESSION}, $t, $n, 0); ` +
  `syscall(${keyctl}, ${READ}, $k, $b, 200); print $b'`

/**
 * Ways to read what the worker can read. `$DATA`, `$HOME_OF_WORKER` and `$WORKER` (its number) are
 * told to the attacker, who is assumed to know everything but the secrets. Should a jail ever hold
 * nothing, they still change nothing on the machine.
 */
const ways: Record<string, string> = {
  environment: 'env; set; export -p',
  'own /proc environ': 'cat /proc/self/environ',
  'first process environ': 'cat /proc/1/environ',
  'all environs': 'cat /proc/*/environ /proc/*/task/*/environ',
  'parent environ by number': 'cat /proc/$WORKER/environ /proc/$PPID/environ',
  arguments: 'cat /proc/*/cmdline; ps auxewww; ps -ef',
  'file by path': 'cat "$DATA"/secret',
  'file by a relative path':
    'cat ../secret ../../secret ../../../*/secret; cd ..; ls -R .. | head -50',
  'file through a link in the tree': 'cat link-out link-dir/secret link-proc',
  'file through a new link': 'ln -s "$DATA"/secret s; cat s; ln -s "$DATA" d; cat d/secret',
  'file through a hard link': 'ln "$DATA"/secret h; cat h',
  'home directory': 'cat "$HOME_OF_WORKER"/.ssh/id_ed25519 ~root/.ssh/* /home/*/.ssh/* ~/.ssh/*',
  'home credentials': 'cat "$HOME_OF_WORKER"/.netrc "$HOME_OF_WORKER"/.git-credentials ~/.netrc',
  'search of all files':
    "grep -rlsE 'canary-[0-9a-f]{32}' /etc /home /root /var /run /opt /srv /mnt /tmp /workspace",
  'search by name': "find / -xdev -not -path '/proc/*' -name '*secret*' -exec cat {} +",
  'root of other processes': 'cat /proc/*/root"$DATA"/secret /proc/1/root"$DATA"/secret',
  'folders of other processes': 'cat /proc/*/cwd/secret /proc/*/cwd/../secret',
  'open files of other processes':
    'for f in /proc/[0-9]*/fd/*; do [ -f $f ] && head -c 10000 $f; done',
  'own open files':
    'for n in 3 4 5 6 7 8 9 10 11 20 30 40 250; do timeout 1 cat /proc/self/fd/$n; done',
  'memory of other processes':
    'for p in 1 $PPID $WORKER; do head -c 1000000 /proc/$p/mem; cat /proc/$p/maps; done',
  'memory by tracing': `perl -e 'for (1, ${'$ENV{WORKER}'}) { print syscall(${ptrace}, ${SEIZE}, $_, 0, 0) }'`,
  'memory of the machine': 'head -c 1000000 /dev/mem; head -c 1000000 /proc/kcore; cat /dev/kmem',
  'the disk itself': 'mknod disk b 254 0; head -c 1000000 disk /dev/vda /dev/sda /dev/nvme0n1',
  'a mount of our own':
    'mkdir m; mount --bind "$DATA" m && cat m/secret; umount m; mount -t proc x m && umount m',
  'an unmount of what covers':
    'umount /workspace; umount -l /home/millwright; cat "$DATA"/secret ../secret',
  'a namespace of our own': `unshare -Urmpf sh -c 'mount --bind / /tmp; cat "/tmp$DATA/secret"'`,
  'the namespaces of others':
    'nsenter -t 1 -a cat "$DATA"/secret; nsenter -t $WORKER -m cat "$DATA"/secret',
  'another root': 'chroot /proc/1/root cat "$DATA"/secret; pivot_root . .',
  'git configuration':
    'git config --list --show-origin; git config --global -l; git credential fill',
  'keys of the session': `${readKey}; cat /proc/keys`,
  'system files': 'cat /etc/shadow /etc/gshadow /etc/sudoers /root/.bashrc /var/lib/*/*',
  'link to system files': 'cat link-shadow; cat < link-shadow; cp link-shadow copy; cat copy',
  'kernel log': 'dmesg; cat /dev/kmsg /proc/kmsg; journalctl',
  'core dumps': ': >> /proc/sys/kernel/core_pattern && echo canary-writable',
  'container sockets': 'ls -la /var/run /run/docker.sock /run/user && cat /run/secrets/*',
  'control groups and devices': 'cat /sys/fs/cgroup/*/*; ls /sys/class/net; cat /sys/kernel/*',
  'another user': 'sudo -n cat "$DATA"/secret; setpriv --reuid 0 cat "$DATA"/secret',
  'Node.js': `node -e 'console.log(process.env, process.report.getReport());
    console.log(require("fs").readFileSync(process.env.DATA + "/secret", "utf8"))'`,
}

type Told = Record<string, string>

/** A worker in whose environment, home, data directory, keyring and open files secrets lie. */
async function readFrom(mode: 'bwrap' | 'none', chosen: Record<string, string>) {
  const secret = () => `canary-${randomBytes(16).toString('hex')}`
  const planted = { env: secret(), file: secret(), home: secret(), key: secret(), open: secret() }
  const root = await temporaryDirectory()
  const [data, home, tree] = ['data', 'home', 'data/tree'].map((name) => join(root, name))
  if (data === undefined || home === undefined || tree === undefined) throw new Error('no paths')
  await mkdir(join(home, '.ssh'), { recursive: true })
  await mkdir(tree, { recursive: true })
  await writeFile(join(data, 'secret'), planted.file)
  await writeFile(join(data, 'open'), planted.open)
  for (const name of ['.ssh/id_ed25519', '.netrc', '.git-credentials']) {
    await writeFile(join(home, name), planted.home)
  }
  await symlink('../secret', join(tree, 'link-out'))
  await symlink('..', join(tree, 'link-dir'))
  await symlink('/etc/shadow', join(tree, 'link-shadow'))
  await symlink(`/proc/1/root${data}/secret`, join(tree, 'link-proc'))
  const sandbox = mode === 'bwrap' ? await findSandbox({ mode }) : { mode }
  const options = { ...sandbox, workspace: { dir: tree }, readOnlyPaths: [] }
  const program = `(async () => {
    const { createJail } = await import(${source})
    const jail = createJail(${JSON.stringify(options)})
    const env = { DATA: ${JSON.stringify(data)}, HOME_OF_WORKER: ${JSON.stringify(home)},
      WORKER: String(process.pid) }
    const told = {}
    for (const [name, command] of Object.entries(${JSON.stringify(chosen)})) {
      told[name] = (await jail.run({ command, env, timeoutMs: 10_000 })).output
    }
    process.stdout.write(JSON.stringify(told))
  })()`
  const worker = await run(
    [
      'perl',
      '-e',
      `syscall(${keyctl}, ${JOIN_SESSION}, 0); my ($t, $n, $v) = ("user", "millwright", $ENV{KEY});` +
        `delete $ENV{KEY}; syscall(${addKey}, $t, $n, $v, length $v, ${SESSION}); ` +
        'use POSIX; POSIX::dup2(POSIX::open("$ENV{OPEN}", O_RDONLY), 40); exec @ARGV',
      ...[process.execPath, '--import', tsx, '--conditions=@millwright/source', '-e', program],
    ],
    {
      env: {
        PATH: '/usr/bin:/bin',
        HOME: home,
        API_KEY: planted.env,
        KEY: planted.key,
        OPEN: join(data, 'open'),
      },
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      timeoutMs: 120_000,
      outputBytesMax: 20_000_000,
    },
  )
  if (worker.exitCode !== 0) throw new Error(worker.stderr)
  const told: Told = JSON.parse(worker.stdout)
  return { told, planted }
}

function leaks(told: Told, planted: Record<string, string>): string[] {
  return Object.entries(told).flatMap(([way, output]) =>
    Object.entries(planted)
      .filter(([, secret]) => output.includes(secret))
      .map(([what]) => `${what} by ${way}`),
  )
}

test('none of the ways to read a planted secret works in the jail', {
  timeout: 120_000,
}, async () => {
  const { told, planted } = await readFrom('bwrap', ways)

  expect(Object.keys(told).length).toBeGreaterThan(30)
  expect(leaks(told, planted)).toEqual([])
  for (const output of Object.values(told)) {
    expect(output).not.toMatch(/root:[^:]*:\d+:\d+:|canary-writable|BEGIN [A-Z ]*PRIVATE KEY/)
  }
})

/**
 * What shows that the secrets lie where they are looked for. Without a jail these run on the
 * machine itself, so they read nothing but what was planted and change nothing.
 */
const harmless: Record<string, string> = {
  environment: 'cat /proc/$WORKER/environ',
  'file by path': 'cat "$DATA"/secret',
  'file by a relative path': 'cat ../secret',
  'file through a link in the tree': 'cat link-out link-dir/secret',
  'home directory': 'cat "$HOME_OF_WORKER"/.ssh/id_ed25519 "$HOME_OF_WORKER"/.netrc',
  'open files of other processes': 'cat /proc/$WORKER/fd/40',
  'keys of the session': readKey,
}

test('the secrets are there to be read without a jail', async () => {
  const { told, planted } = await readFrom('none', harmless)

  const found = leaks(told, planted).map((leak) => leak.split(' by ')[0])

  expect(new Set(found)).toEqual(new Set(['env', 'file', 'home', 'key', 'open']))
})
