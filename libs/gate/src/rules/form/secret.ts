import { lineRule } from '../line-rule.ts'
import type { Rule } from '../rule.ts'

const shapes = [
  /gh[pousr]_[A-Za-z0-9]{30,}/,
  /github_pat_[A-Za-z0-9_]{20,}/,
  /glpat-[A-Za-z0-9_-]{20,}/,
  /sk-ant-[A-Za-z0-9_-]{20,}/,
  /sk-(?:proj-)?[A-Za-z0-9]{40,}/,
  /(?:AKIA|ASIA)[0-9A-Z]{16}/,
  /AIza[0-9A-Za-z_-]{35}/,
  /xox[abeoprs]-[A-Za-z0-9-]{10,}/,
  /npm_[A-Za-z0-9]{36}/,
  /pypi-[A-Za-z0-9_-]{50,}/,
  /[rs]k_live_[A-Za-z0-9]{20,}/,
  /SG\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{40,}/,
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY/,
  /eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
]

const shaped = lineRule({
  name: 'secret',
  decision: 'block',
  why: 'a line holds what looks like a credential',
  patterns: shapes.map((pattern) => ({ pattern })),
  refused: [
    `=== src/a.ts\n+const token = "ghp_${'a1B2'.repeat(9)}"`,
    `=== src/a.ts\n+// github_pat_${'a1B2'.repeat(9)}`,
    `=== a.py\n+KEY = "AKIA${'ABCD1234'.repeat(2)}"`,
    `=== a.go\n+key := "sk-ant-${'a1B2'.repeat(9)}"`,
    '=== key.txt\n+-----BEGIN RSA PRIVATE KEY-----',
    `=== a.ts\n+const jwt = "eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}"`,
  ],
  allowed: [
    `=== src/a.ts\n+const token = process.env.GH_TOKEN // never ghp_...`,
    '=== src/a.ts\n+headers.authorization = `Bearer ` + token',
    '=== package-lock.json\n+"integrity": "sha512-+iHQNTh6n2uTmZ0bsPEpPYq3JZL2d1xwSPvlXfYwp0Q=="',
  ],
})

/** Known values in the forms in which they are carried, and the shapes of published token kinds. */
export const secret: Rule = {
  ...shaped,
  find(patch, context) {
    const forms = context.secrets.flatMap(formsOf)
    const known = patch.flatMap(({ path, hunks }) =>
      hunks
        .flat()
        .filter(({ kind, text }) => kind === 'added' && forms.some((form) => text.includes(form)))
        .map(({ number }) => ({ path, line: number, why: 'a line holds a secret of ours' })),
    )
    return [...known, ...shaped.find(patch, context)]
  },
}

function formsOf(value: string): string[] {
  // A shorter value would be found in ordinary text.
  if (value.length < 8) return []
  const bytes = Buffer.from(value)
  return [
    value,
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    [...value].reverse().join(''),
  ]
}
