import { arch } from 'node:os'
import { expect, test } from 'vitest'
import { testJail } from './test-jail.fixture.ts'

/** The numbers of the calls that perl makes below, as syscall(2) takes them. */
const calls =
  arch() === 'arm64'
    ? { read: 63, mmap: 222, madvise: 233, shmget: 194, memfdCreate: 279 }
    : { read: 0, mmap: 9, madvise: 28, shmget: 29, memfdCreate: 319 }

/** A jail as on a machine without control groups, where 100 MB are all that its commands may hold. */
const watched = (more = {}) => testJail({ limits: { memoryMb: 100, ...more } }, false)
const killed = '[killed: it held more than 100 MB of memory]'

/** Fills a shared mapping of 200 MB, and does `then` with the address `$at` and its `$size`. */
const shares = (then: string) => [
  'perl',
  '-e',
  `my $size = 200e6; open(my $zero, '<', '/dev/zero') or die;
   my $at = syscall(${calls.mmap}, 0, $size, 3, 0x21, -1, 0);
   syscall(${calls.read}, fileno($zero), $at, $size) == $size or die $!;
   ${then}; $| = 1; print "up\\n"; sleep 60`,
]

test('processes together may not hold more than one of them', async () => {
  const { jail, sh } = await watched()
  const holder = `perl -e '$held = "x" x 40e6; sleep 60'`

  const alone = await sh(`perl -e '$held = "x" x 40e6; sleep 1'`)
  const together = await sh(`${holder} & ${holder} & wait`)

  expect(jail.limits.memory).toBe('watch')
  expect(alone).toMatchObject({ exitCode: 0, output: '' })
  expect(together).toMatchObject({ exitCode: null, timedOut: false, cancelled: false })
  expect(together.output).toContain(killed)
})

test.each(['/tmp', '/dev/shm', '~'])('files in %s are memory', async (folder) => {
  const { sh } = await watched()

  const ended = await sh(`head -c 150000000 /dev/zero > ${folder}/big; sleep 60`)

  expect(ended).toMatchObject({ exitCode: null, timedOut: false })
  expect(ended.output).toContain(killed)
})

test.each([
  ['holds', ''],
  ['lets go of', `syscall(${calls.madvise}, $at, $size, 4) == 0 or die $!`],
])('a shared mapping counts also when its process %s its pages', async (_, then) => {
  const { sh } = await watched()

  const ended = await sh(shares(then))

  expect(ended).toMatchObject({ exitCode: null, timedOut: false })
  expect(ended.output).toContain(killed)
})

test('programs that share much are not counted for each of them', async () => {
  const { sh } = await watched()
  const node = `${process.execPath} -e 'setTimeout(() => {}, 1200)'`

  const ended = await sh(`for i in 1 2 3 4; do ${node} & done; wait`, { timeoutMs: 30_000 })

  expect(ended).toMatchObject({ exitCode: 0, output: '' })
})

test('what others take is not laid to a jail', async () => {
  const [quiet, greedy] = [await watched(), await testJail({ limits: { memoryMb: 1000 } })]

  const [ended] = await Promise.all([
    quiet.sh('sleep 2'),
    greedy.sh('head -c 150000000 /dev/zero > /tmp/big; sleep 1.5'),
  ])

  expect(ended).toMatchObject({ exitCode: 0, output: '' })
})

test('memory that nobody could count is not to be had without a control group', async () => {
  const { sh } = await watched()
  const make = (bytes: number) =>
    `print syscall(${calls.shmget}, 0, ${bytes}, 0600) < 0 ? 'no ' : 'yes '`
  const memfd = `my $name = 'x'; print syscall(${calls.memfdCreate}, $name, 0) < 0 ? 'no' : 'yes'`

  const told = await sh([
    'perl',
    '-e',
    [make(65_536), make(65_537), make(2 ** 32), memfd].join(';'),
  ])

  expect(told.stdout).toBe('yes no no no')
})
