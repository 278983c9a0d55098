import { expect, test } from 'vitest'
import { checkPatch } from './check-patch.ts'
import { examplePatch } from './example-patch.fixture.ts'

test('a patch of more than two million characters is blocked unread', () => {
  const patch = examplePatch('=== src/a.js\n+x').padEnd(2_000_001, '\n')

  const result = checkPatch({ patch, limits: { files: 5, lines: 400 } })

  expect(result).toMatchObject({ decision: 'block', findings: [{ rule: 'too-large' }] })
})
