import { createHash } from 'node:crypto'
import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FirstChars } from '../patterns/first-chars.ts'
import type { LiteralSet } from '../patterns/literal-worth.ts'
import { PatternFacts } from '../patterns/pattern-facts.ts'
import type { SourceFile } from './read-yaml.ts'
import type { LoadedPack } from './rule-set.ts'

/** The built-in packs as a build left them, with what it found out about their patterns. */
export type PreparedRules = { packs: LoadedPack[]; facts: PatternFacts }

type Body = {
  packs: Omit<LoadedPack, 'file'>[]
  /** A pattern, its literals, and the characters it may begin with: a digit for each, or null. */
  facts: [string, readonly LiteralSet[], string | null][]
}

/** The file that a build writes, and the folder of the sources that it is made with. */
type Place = { file: string; code: string }

/** The same whichever of `src` and `dist` this runs from. */
const builtinPlace: Place = {
  file: fileURLToPath(new URL('../../dist/builtin-rules.json', import.meta.url)),
  code: fileURLToPath(new URL('../../src/', import.meta.url)),
}

/**
 * What a build prepared from exactly these packs with exactly these sources, which takes a quarter
 * of the time that reading the packs does. Null when there is nothing, or nothing that fits.
 */
export async function readPrepared(
  sources: readonly SourceFile[],
  place = builtinPlace,
): Promise<PreparedRules | null> {
  const text = await readFile(place.file, 'utf8').catch(() => '')
  const end = text.indexOf('\n')
  const [packs, code, digest] = text.slice(0, Math.max(end, 0)).split(' ')
  const json = text.slice(end + 1)
  if (packs !== hashOfFiles(sources) || digest !== hashOf(json)) return null
  // A release carries no sources; what was built together stays together.
  const own = await hashOfCode(place)
  if (own !== null && own !== code) return null
  // The digest proves that `writePrepared` wrote this, from packs that it had read.
  const body = JSON.parse(json) as Body
  const files = new Map(sources.map(({ file }) => [nameOf(file), file]))
  return {
    packs: body.packs.map((pack) => ({ ...pack, file: files.get(pack.name) ?? '' })),
    facts: new PatternFacts(readFacts(body.facts)),
  }
}

/** Keeps what was read of these packs for the next start. Two builds may do so at once. */
export async function writePrepared(
  sources: readonly SourceFile[],
  { packs, facts }: PreparedRules,
  place = builtinPlace,
): Promise<void> {
  const body: Body = {
    packs: packs.map(({ file: _, ...pack }) => pack),
    facts: facts
      .all()
      .map(([pattern, { literals, first }]) => [pattern, literals, first?.join('') ?? null]),
  }
  const json = JSON.stringify(body)
  const head = [hashOfFiles(sources), await hashOfCode(place), hashOf(json)].join(' ')
  const scratch = `${place.file}.${process.pid}`
  await writeFile(scratch, `${head}\n${json}`)
  await rename(scratch, place.file)
}

function* readFacts(facts: Body['facts']) {
  // Most patterns begin like many others.
  const seen = new Map<string, FirstChars>()
  for (const [pattern, literals, digits] of facts) {
    const first = digits === null ? null : (seen.get(digits) ?? readDigits(digits))
    if (digits !== null && first) seen.set(digits, first)
    yield [pattern, { literals, first }] as const
  }
}

function readDigits(digits: string): FirstChars {
  const chars = new Uint8Array(digits.length)
  for (let i = 0; i < digits.length; i++) chars[i] = digits[i] === '1' ? 1 : 0
  return chars
}

/** Null when the sources are not there. */
async function hashOfCode({ code }: Place): Promise<string | null> {
  const all = await readdir(code, { recursive: true }).catch(() => null)
  if (all === null) return null
  const names = all.filter((name) => /(?<!\.test|\.fixture)\.ts$/.test(name)).sort()
  const files = names.map(async (file) => ({
    file,
    text: await readFile(join(code, file), 'utf8'),
  }))
  return hashOfFiles(await Promise.all(files))
}

function hashOfFiles(files: readonly SourceFile[]): string {
  const hash = createHash('sha256')
  for (const { file, text } of files) hash.update(`${nameOf(file)}\0${text}\0`)
  return hash.digest('hex')
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function nameOf(file: string): string {
  return file.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/, '')
}
