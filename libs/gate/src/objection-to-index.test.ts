import { join } from 'node:path'
import { createGitRepository, temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { objectionToIndex } from './objection-to-index.ts'

const patch = `diff --git a/a.txt b/a.txt
index 5626abf..f719efd 100644
--- a/a.txt
+++ b/a.txt
@@ -1 +1 @@
-one
+two
`

test.each([
  ['what the patch says', 'two\n', null],
  ['something else', 'three\n', expect.stringContaining('a.txt')],
])('an index that holds %s', async (_what, text, objection) => {
  const dir = await temporaryDirectory()
  const repository = await createGitRepository(dir, { 'a.txt': 'one\n' })
  const base = await repository.head()
  await repository.commit({ files: { 'a.txt': text }, message: 'Change' })

  const found = await objectionToIndex({ gitDir: join(dir, '.git') }, base, patch)

  expect(found).toEqual(objection)
})
