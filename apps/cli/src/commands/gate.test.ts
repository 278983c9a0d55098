import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GateResult } from '@millwright/protocol'
import { createGitRepository, temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'

/** A checkout, and the patch that putting these files into it makes. */
async function patched(files: Record<string, string>) {
  const dir = await temporaryDirectory('millwright gate ')
  const repo = await createGitRepository(join(dir, 'repo'), {
    'src/sum.js': 'export const sum = (a, b) => a - b\n',
    'test/sum.test.js': "test('sums', () => { assert.equal(sum(1, 1), 2) })\n",
  })
  const { dir: checkout } = repo
  for (const [path, text] of Object.entries(files)) writeFileSync(join(checkout, path), text)
  writeFileSync(join(dir, 'patch'), `${await repo.git('diff', '--binary', '--full-index')}\n`)
  await repo.git('checkout', '--quiet', '.')
  return { dir, repo, args: ['gate', '--repo', 'repo', '--patch', 'patch'] }
}

const fix = { 'src/sum.js': 'export const sum = (a, b) => a + b\n' }

test('an honest patch passes and the checkout stays as it was', async () => {
  const { dir, repo, args } = await patched(fix)

  const { code, stdout } = await runMillwright([...args, '--json'], { cwd: dir })

  expect({ code, stdout: JSON.parse(stdout) }).toEqual({
    code: 0,
    stdout: { decision: 'pass', classes: [], findings: [] },
  })
  expect(await repo.git('status', '--porcelain')).toBe('')
})

test('a patch that skips a test is not passed, with file and reason', async () => {
  const { dir, args } = await patched({
    'test/sum.test.js': "test.skip('sums', () => { assert.equal(sum(1, 1), 2) })\n",
  })

  const forPrograms = await runMillwright([...args, '--json'], { cwd: dir })
  const forPeople = await runMillwright(args, { cwd: dir })

  const result = GateResult.parse(JSON.parse(forPrograms.stdout))
  expect([forPrograms.code, forPeople.code]).toEqual([3, 3])
  expect(result.decision).not.toBe('pass')
  expect(result.findings.map(({ path }) => path)).toContain('test/sum.test.js')
  expect(forPeople.stdout).toContain('test/sum.test.js:')
})

test('a patch for another commit is blocked', async () => {
  const { dir, repo, args } = await patched(fix)
  await repo.commit({ files: { 'src/sum.js': 'export const sum = null\n' }, message: 'other' })

  const { code, stdout } = await runMillwright(args, { cwd: dir })

  expect(code).toBe(3)
  expect(stdout).toMatch(/^blocked\n.*does not apply/)
})

test('a patch or checkout that is missing is not found', async () => {
  const { dir } = await patched(fix)

  const patch = await runMillwright(['gate', '--repo', 'repo', '--patch', 'x'], { cwd: dir })
  const repo = await runMillwright(['gate', '--repo', 'x', '--patch', 'patch'], { cwd: dir })

  expect([patch.code, repo.code]).toEqual([4, 4])
  expect(patch.stderr).toContain('there is no file')
  expect(repo.stderr).toContain('there is no folder')
})

test('with a diagnosis, the value that the failing test wants is no answer', async () => {
  const { dir, args } = await patched({ 'src/sum.js': 'export const sum = (a, b) => 42\n' })
  const evidence = [{ line: 1, text: 'Expected: 42' }]
  writeFileSync(join(dir, 'd.json'), JSON.stringify({ category: 'assertion-mismatch', evidence }))
  writeFileSync(join(dir, 'broken.json'), '{}')
  const gate = (...more: string[]) => runMillwright([...args, '--json', ...more], { cwd: dir })

  const [without, told, broken] = await Promise.all([
    gate(),
    gate('--diagnosis', 'd.json'),
    gate('--diagnosis', 'broken.json'),
  ])

  expect(JSON.parse(without.stdout).decision).toBe('approval')
  expect(JSON.parse(told.stdout)).toMatchObject({
    decision: 'block',
    findings: [{ rule: 'expected-pasted', path: 'src/sum.js', line: 1 }, {}],
  })
  expect(broken).toMatchObject({ code: 2, stderr: expect.stringContaining('no diagnosis') })
})

test('a patch may come from standard input', async () => {
  const { dir, args } = await patched(fix)
  const patch = readFileSync(join(dir, 'patch'))

  const given = [...args.slice(0, -1), '-', '--json']
  const [good, cut] = await Promise.all(
    [patch, patch.subarray(0, -3)].map((stdin) => runMillwright(given, { cwd: dir, stdin })),
  )

  expect([good?.code, cut?.code]).toEqual([0, 3])
  expect(JSON.parse(cut?.stdout ?? '')).toMatchObject({ findings: [{ rule: 'unreadable-patch' }] })
})

test('a range of commits is judged against the commit that it starts from', async () => {
  const { dir, repo, args } = await patched(fix)
  await repo.git('branch', 'before')
  await repo.commit({ files: fix, message: 'Fix' })
  const skipped = { 'test/sum.test.js': "test.skip('sums', () => {})\n" }
  await repo.commit({ files: skipped, message: 'Cheat' })
  const gate = (...more: string[]) =>
    runMillwright([...args.slice(0, 3), '--json', ...more], { cwd: dir })

  const [honest, all, apart, none, both, neither] = await Promise.all([
    gate('--range', 'before..HEAD~1'),
    gate('--range', 'before'),
    gate('--range', 'HEAD...before'),
    gate('--range', 'nowhere..HEAD'),
    gate('--range', 'before', '--patch', '../patch'),
    gate(),
  ])

  expect([honest, all, apart].map(({ code }) => code)).toEqual([0, 3, 3])
  const rules = GateResult.parse(JSON.parse(all.stdout)).findings.map(({ rule }) => rule)
  expect(rules).toContain('test-skipped')
  expect(JSON.parse(apart.stdout).findings).toMatchObject([{ rule: 'empty-patch' }])
  expect([none, both, neither].map(({ code }) => code)).toEqual([4, 2, 2])
})

test('a patch that is no UTF-8 is not read as something else', async () => {
  const { dir, args } = await patched(fix)
  writeFileSync(join(dir, 'patch'), Buffer.from('6469666620ff0a', 'hex'))

  const { code, stderr } = await runMillwright(args, { cwd: dir })

  expect(code).toBe(2)
  expect(stderr).toContain('is not UTF-8')
})
