import { expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { builtinRules } from '../packs/load-rules.ts'

const rules = await builtinRules()
const typeError = 'src/a.ts(3,7): error TS2322: no'
const unpack = ['$ ./unpack-maps', 'tar: maps.tar: Cannot open: No such file or directory']
const section = 'section_start:1700000000:after_script\rRunning after_script'
const sync = [
  'Cleaning up temporary files',
  'rsync error: some files were not transferred (code 23) at main.c(1196) [sender=3.1.2]',
  'WARNING: after_script failed, but job will continue unaffected: exit code 1',
]
const failed = 'ERROR: Job failed: exit code 2'

async function check(lines: string[], wanted: { verdict: string; shown: string; not: string }) {
  const { verdict, evidence } = await diagnose(lines.join('\n'), {}, rules)
  const shown = evidence.map(({ text }) => text).join('\n')
  expect({ verdict, shown }).toEqual({
    verdict: wanted.verdict,
    shown: expect.stringContaining(wanted.shown),
  })
  expect(shown).not.toContain(wanted.not)
}

test("what GitLab's after_script says of itself is not the failure", async () => {
  const wanted = { verdict: 'INVESTIGATE', shown: 'tar: maps.tar', not: 'rsync' }

  await check([...unpack, section, 'Running after script...', ...sync, failed], wanted)
  const runner = 'Running with gitlab-runner 16.1.0 (b72e108d)'
  await check([runner, ...unpack, 'Running after_script', ...sync, failed], wanted)
})

test('what follows the after_script of GitLab counts again', async () => {
  const end = 'section_end:1700000009:after_script\rsection_start:1700000009:upload_artifacts'

  await check([section, ...sync, end, ...unpack, failed], {
    verdict: 'INVESTIGATE',
    shown: 'tar: maps.tar',
    not: 'rsync',
  })
})

test('a program that prints what GitLab prints before an after_script hides no failure', async () => {
  const publish = [
    '##[group]Run npm publish',
    'npm publish',
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
    'npm error code E401',
    '##[error]Process completed with exit code 1.',
  ]
  const wanted = { verdict: 'ESCALATE', shown: 'npm error code E401', not: typeError }
  const make = ['##[group]Run make', 'make', 'shell: /usr/bin/bash -e {0}', '##[endgroup]']

  for (const line of ['Running after script...', 'Running after_script', section]) {
    await check([...make, typeError, line, ...publish], wanted)
    await check([line, ...publish], wanted)
  }
  await check(['Running with gitlab-runner 16.1.0', typeError, section, ...publish], wanted)
  // In a log with sections GitLab marks its own.
  const script = 'section_start:1700000000:step_script\rExecuting "step_script"'
  await check([script, 'Running after script...', 'npm error code E401', failed], wanted)
})
