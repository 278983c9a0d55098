import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test, vi } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'

vi.setConfig({ testTimeout: 120_000 })

const page = readFileSync(new URL('../../../../docs/triage.md', import.meta.url), 'utf8')

/** The fenced blocks of the page: what follows the fence, and the text. */
function blocks(): { info: string; text: string }[] {
  const found = page.matchAll(/^```(\S+(?: \S+)?)\n(.*?)^```$/gms)
  return [...found].map(([, info = '', text = '']) => ({ info, text }))
}

/** How many built-in rules there are, and what they have to say of any line, changes with them. */
function withoutOthers(text: string): string {
  return text
    .replace(
      /^ {2}(?:\d+|\.\.\.) rules were tried (on \d+ lines); \d+ /m,
      '  N rules were tried $1; N ',
    )
    .replaceAll(/^ {2}(?:unused|lost {2}) {2}.*\n.*\n/gm, '')
}

test('docs/triage.md: the files a person types and the commands do what the page says', async () => {
  const cwd = await temporaryDirectory()
  let commands = 0
  for (const { info, text } of blocks()) {
    const [kind, file] = info.split(' ')
    if (file !== undefined) {
      mkdirSync(dirname(join(cwd, file)), { recursive: true })
      writeFileSync(join(cwd, file), text)
    }
    if (kind !== 'console') continue
    const [line = '', ...answer] = text.split('\n')
    const args = line.replace('$ millwright ', '').split(' ')
    const { stdout, stderr } = await runMillwright(args, { cwd })
    expect(withoutOthers(stdout + stderr)).toBe(withoutOthers(answer.join('\n')))
    commands++
  }
  expect(commands).toBe(6)
})
