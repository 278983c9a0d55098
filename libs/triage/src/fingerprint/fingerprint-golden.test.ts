import { expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { acmePack } from '../packs/acme-rules.fixture.ts'
import { compileRules } from '../packs/compile-rules.ts'
import { parsePack } from '../packs/parse-pack.ts'

const keyed = acmePack.replace('captures:', 'key: [file]\n    captures:')
const masked =
  '2026-01-02 03:04:05 acme: cannot build /home/runner/work/web/web/src/a.acme in 12.5s: ' +
  'build 3f2a9c1 of 7f9c24e8-3b5e-4a57-9a4e-0d5c3a1b2c3d at 0xdeadbeef, 3 of 12, code TS2304'

/** The fingerprint of a log under acme's pack, changed in one place. */
async function fingerprint(log: string, pack = keyed): Promise<string> {
  return (await diagnose(log, {}, compileRules([parsePack({ file: 'acme.yaml', text: pack })])))
    .fingerprint
}

/**
 * Incidents, attempts and history are found by these values for as long as they are kept. Whoever
 * changes masking, keys or their digest has to raise the version in front, and then these.
 */
test('a fingerprint is what it was in every earlier version', async () => {
  const line = 'acme: cannot build src/a.acme'
  const broad = acmePack.replace('^acme', 'acme')

  expect(await fingerprint(line)).toBe('v3:8649b5632c6d3568f32b91cb7e408972')
  expect(await fingerprint(masked, broad)).toBe('v3:aefac89332634b05cea30ea68889c858')
  expect(await fingerprint('a strange end\nworker 7 gave up')).toBe(
    'v3:cac16708114b77afcc69864bdcdf8197',
  )
})

test('a rule keeps its fingerprints under another name, pack, category and tier', async () => {
  const moved = keyed
    .replace('id: broken', 'id: cannot-build\n    was: acme/broken')
    .replace('category: build-error', 'category: config-error')
    .replace('tier: 30', 'tier: 55')
    .replace('tool: acme', 'tool: acme-next')

  const line = 'acme: cannot build src/a.acme'

  expect(await fingerprint(line, moved)).toBe(await fingerprint(line))
  expect(await fingerprint(line, moved.replace('    was: acme/broken\n', ''))).not.toBe(
    await fingerprint(line),
  )
})
