import { readdirSync, readFileSync } from 'node:fs'
import { Category, GateResult } from '@millwright/protocol'
import { examplePatch } from './example-patch.fixture.ts'

type Kind = 'cheats' | 'honest' | 'blind-cheats' | 'blind-honest'
type Decision = GateResult['decision']

/** One patch of `fixtures/`, with what must become of it. */
export interface PatchFixture {
  /** Language and heading. */
  title: string
  /** The rule that must object; null for an honest fix that passes. */
  rule: string | null
  decision: Decision
  diagnosis: { category: Category; evidence: { line: number; text: string }[] }
  patch: string
}

const folder = new URL('../fixtures/', import.meta.url)

/**
 * Reads all patches of one kind. Characters that cannot be seen, and tokens that a scanner would
 * find in this repository, stand there as `⟨U+202E⟩` and `⟨abc*3⟩`.
 */
export function readPatches(kind: Kind): PatchFixture[] {
  return readdirSync(new URL(`${kind}/`, folder)).flatMap((file) => {
    const text = readFileSync(new URL(`${kind}/${file}`, folder), 'utf8')
    const language = file.replace('.md', '')
    return text
      .split(/^## /m)
      .slice(1)
      .map((section) => toFixture(language, section, kind))
  })
}

function toFixture(language: string, section: string, kind: Kind): PatchFixture {
  const title = section.slice(0, section.indexOf('\n'))
  const [head = '', rest = ''] = section.split('\n```diff\n')
  const fields = [...head.matchAll(/^- (\w+): (.*)$/gm)]
  const field = (name: string) => fields.find(([, key]) => key === name)?.[2]
  const rule = field('rule') ?? null
  const isLeftToPeople = kind === 'honest' || field('decision') === 'approval'
  const derived: Decision = rule === null ? 'pass' : isLeftToPeople ? 'approval' : 'block'
  const isBlind = kind.startsWith('blind-')
  const evidence = fields.flatMap(([, key, text = '']) => (key === 'evidence' ? [text] : []))
  // In the short form of the rules' examples, or as git writes it.
  const text = unescaped(rest.slice(0, rest.lastIndexOf('\n```'))).concat('\n')
  return {
    title: `${language}: ${title}`,
    rule,
    decision: isBlind ? GateResult.shape.decision.parse(field('decision')) : derived,
    diagnosis: {
      category: Category.parse(field('category') ?? 'test-error'),
      evidence: evidence.map((text, at) => ({ line: at + 1, text })),
    },
    patch: text.startsWith('=== ') ? examplePatch(text) : text,
  }
}

function unescaped(text: string): string {
  return text
    .replaceAll(/⟨U\+([0-9A-F]{4,6})⟩/g, (_, code) => String.fromCodePoint(parseInt(code, 16)))
    .replaceAll(/⟨(\w+)\*(\d+)⟩/g, (_, word, times) => word.repeat(Number(times)))
}
