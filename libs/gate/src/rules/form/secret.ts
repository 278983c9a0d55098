import { createSecretFinder, findToken } from '@millwright/logger'
import type { PatchFile } from '../../patch/patch-file.ts'
import { linesOf } from '../changed-lines.ts'
import type { Hit, Rule } from '../rule.ts'

/** Values that we know, in every form in which one is carried, and the forms of tokens. */
export const secret: Rule = {
  name: 'secret',
  decision: 'block',
  find(patch, { secrets }) {
    const find = createSecretFinder(secrets)
    return patch.flatMap((file) => [...inPath(file, find), ...known(file, find), ...shaped(file)])
  },
  refused: [
    `=== src/a.ts\n+const token = "ghp_${'a1B2'.repeat(9)}"`,
    `=== src/a.ts\n+// github_pat_${'a1B2'.repeat(9)}`,
    `=== a.py\n+KEY = "AKIA${'ABCD1234'.repeat(2)}"`,
    `=== a.go\n+key := "sk-ant-${'a1B2'.repeat(9)}"`,
    `=== src/ghp_${'a1B2'.repeat(9)}.ts\n+x`,
    '=== key.txt\n+-----BEGIN RSA PRIVATE KEY-----',
    `=== a.ts\n+const jwt = "eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}"`,
  ],
  allowed: [
    `=== src/a.ts\n+const token = process.env.GH_TOKEN // never ghp_...`,
    '=== src/a.ts\n+headers.authorization = `Bearer ` + token',
    '=== package-lock.json\n+"integrity": "sha512-+iHQNTh6n2uTmZ0bsPEpPYq3JZL2d1xwSPvlXfYwp0Q=="',
    `=== src/a.ts\n-const token = "ghp_${'a1B2'.repeat(9)}"`,
  ],
}

/** A name is published like a line. */
function inPath({ path }: PatchFile, find: ReturnType<typeof createSecretFinder>): Hit[] {
  const kind = find(path).length > 0 ? 'a secret of ours' : findToken(path)
  return kind === null ? [] : [{ path, line: null, why: `the name holds ${kind}` }]
}

function shaped(file: PatchFile): Hit[] {
  return linesOf(file, 'added').flatMap(({ text, number }) => {
    const kind = findToken(text)
    return kind === null ? [] : [{ path: file.path, line: number, why: `a line holds ${kind}` }]
  })
}

/** All added lines are one text, so that a secret over several of them is found as well. */
function known(file: PatchFile, find: ReturnType<typeof createSecretFinder>): Hit[] {
  const lines = linesOf(file, 'added')
  const starts: number[] = []
  let length = 0
  for (const { text } of lines) {
    starts.push(length)
    length += text.length + 1
  }
  const numbers = find(lines.map(({ text }) => text).join('\n')).map(
    ([start]) => lines[starts.findLastIndex((at) => at <= start)]?.number ?? null,
  )
  return [...new Set(numbers)].map((line) => ({
    ...{ path: file.path, line },
    why: 'a secret of ours, or a part of one, stands here or begins here',
  }))
}
