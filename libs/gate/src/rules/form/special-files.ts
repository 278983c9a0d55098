import type { PatchFile } from '../../patch/patch-file.ts'
import { pathRule } from '../path-rule.ts'
import type { Rule } from '../rule.ts'

const index = `index ${'0'.repeat(40)}..${'1'.repeat(40)}`
const link = `diff --git a/x b/x\nnew file mode 120000\n${index}\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+/etc/passwd\n\\ No newline at end of file\n`
const binary = `diff --git a/x b/x\n${index} 100644\nBinary files a/x and b/x differ\n`
const plain = '=== src/a.ts\n+x'

function modesOf({ oldMode, newMode }: PatchFile): (string | null)[] {
  return [oldMode, newMode]
}

/** Whatever is no ordinary text file: a reader of the patch cannot see what it does. */
export const specialFiles: readonly Rule[] = [
  pathRule({
    name: 'symlink',
    decision: 'block',
    objection: (_path, file) =>
      modesOf(file).includes('120000') ? 'a symbolic link is made, changed or removed' : null,
    refused: [link, link.replace('new file mode', 'new file mode').replace('/etc/passwd', 'a.ts')],
    allowed: [plain],
  }),
  pathRule({
    name: 'submodule',
    decision: 'block',
    objection: (path, file) =>
      modesOf(file).includes('160000') || path.toLowerCase().endsWith('.gitmodules')
        ? 'a submodule is made, moved or removed'
        : null,
    refused: [
      link
        .replace('120000', '160000')
        .replace('/etc/passwd', `Subproject commit ${'1'.repeat(40)}`),
      '=== .gitmodules\n+x',
    ],
    allowed: [plain],
  }),
  pathRule({
    name: 'file-mode',
    decision: 'block',
    objection(_path, { change, oldMode, newMode }) {
      const known = ['100644', '100755', '120000', '160000', null]
      if (!known.includes(oldMode) || !known.includes(newMode)) return 'the mode is none of git’s'
      if (change === 'added') return newMode === '100755' ? 'a new file is executable' : null
      return change !== 'deleted' && oldMode !== newMode ? 'the mode of a file is changed' : null
    },
    refused: [
      'diff --git a/x.sh b/x.sh\nold mode 100644\nnew mode 100755\n',
      link.replace('120000', '100755'),
      link.replace('120000', '100666'),
    ],
    allowed: [plain, link.replace('120000', '100644')],
  }),
  pathRule({
    name: 'binary-file',
    decision: 'block',
    objection: (_path, file) => (file.isBinary ? 'a binary file cannot be read' : null),
    refused: [
      binary,
      `diff --git a/x b/x\n${index} 100644\nGIT binary patch\nliteral 3\nKcmZQzWMT#Y01f~L\n\nliteral 0\nHcmV?d00001\n\n`,
    ],
    allowed: [plain],
  }),
]
