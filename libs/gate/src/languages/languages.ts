import { c } from './c.ts'
import { csharp } from './csharp.ts'
import { go } from './go.ts'
import { java } from './java.ts'
import { javascript } from './javascript.ts'
import type { Language } from './language.ts'
import { otherFile } from './other-file.ts'
import { php } from './php.ts'
import { prose } from './prose.ts'
import { python } from './python.ts'
import { ruby } from './ruby.ts'
import { rust } from './rust.ts'
import { shell } from './shell.ts'
import { swift } from './swift.ts'
import { yaml } from './yaml.ts'

/** All that the gate tells apart; a new language is a file of its own and its place here. */
export const languages: readonly Language[] = [
  ...[c, csharp, go, java, javascript, php, prose, python],
  ...[ruby, rust, shell, swift, yaml],
]

const byEnding = new Map(
  languages.flatMap((language) => language.endings.map((ending) => [ending, language] as const)),
)

/** Which language a path is written in, by its name; TypeScript counts as JavaScript. */
export function languageOf(path: string): Language {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  const named = languages.find(({ names }) => names?.test(name))
  return named ?? byEnding.get(name.slice(name.lastIndexOf('.') + 1)) ?? otherFile
}
