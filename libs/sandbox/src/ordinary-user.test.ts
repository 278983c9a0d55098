import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown } from 'node:fs/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { bwrapArguments } from './bwrap-arguments.ts'
import { allLimits, limitArguments } from './jail-limits.ts'
import { testJail } from './test-jail.fixture.ts'

/** The user that has nothing; root can become it, and everybody else is an ordinary user already. */
const NOBODY = 65_534
const isRoot = process.getuid?.() === 0

/** The very call that a jail makes, by an ordinary user, whoever runs the tests. */
async function asOrdinaryUser(script: string) {
  const { root, dir, sandbox } = await testJail()
  await chmod(root, 0o755)
  if (isRoot) await chown(dir, NOBODY, NOBODY)
  const limits = allLimits({ processes: 30 })
  const options = { ...sandbox, workspace: { dir }, readOnlyPaths: [] }
  const held = { memory: 'watch', processes: 'namespace', files: 'each' } as const
  const { args, input } = bwrapArguments(options, { limits, held }, {})
  const command = [...limitArguments(limits, held), 'sh', '-c', script]
  const child: ChildProcess = spawn(sandbox.bwrap ?? '', [...args, '--', ...command], {
    env: {},
    stdio: ['ignore', 'pipe', 'pipe', ...input.map(() => 'pipe' as const), 'pipe'],
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  })
  for (const [n, bytes] of input.entries()) {
    const stream = child.stdio[n + 3]
    if (stream instanceof Writable) stream.end(bytes)
  }
  if (child.stdout === null || child.stderr === null) throw new Error('no output')
  const ended = once(child, 'exit')
  const output = { stdout: await text(child.stdout), stderr: await text(child.stderr) }
  await ended
  return output
}

test('an ordinary user has the same jail', async () => {
  const told = await asOrdinaryUser(
    'id -u; pwd; touch made && ls; cat /proc/1/environ | tr "\\0" "\\n" | grep -vc "^[A-Z]*=[^ ]*$"; ' +
      'touch /usr/x /etc/x /x; cat /etc/shadow; ls /root /home; cat /proc/self/status | grep CapEff',
  )

  expect(told.stdout).toBe(
    '1000\n/workspace\nmade\n0\n/home:\nmillwright\nCapEff:\t0000000000000000\n',
  )
})

test('an ordinary user’s processes are counted within the jail alone', async () => {
  const told = await asOrdinaryUser(
    'for i in $(seq 60); do sleep 3 & done; ls -d /proc/[0-9]* | wc -l',
  )

  expect(told.stderr).toMatch(/fork/i)
  expect(told.stdout).toBe('')
})
