import type { Example } from './rules/rule.ts'

/** Writes an example of a rule as the patch that git would have made of it. */
export function examplePatch(example: Example): string {
  const text = typeof example === 'string' ? example : example.patch
  if (text.startsWith('diff --git')) return text
  return text
    .split(/^=== /m)
    .slice(1)
    .map((block) => {
      const [path = '', ...lines] = block.replace(/\n+$/, '').split('\n')
      return filePatch(path, lines)
    })
    .join('')
}

function filePatch(path: string, lines: readonly string[]): string {
  const count = (sign: string) =>
    lines.filter((line) => ' '.concat(sign).includes(line[0] ?? '')).length
  const [a, b] = [quote(`a/${path}`), quote(`b/${path}`)]
  return [
    `diff --git ${a} ${b}`,
    `index ${'1'.repeat(40)}..${'2'.repeat(40)} 100644`,
    `--- ${a}`,
    `+++ ${b}`,
    `@@ -1,${count('-')} +1,${count('+')} @@`,
    ...lines,
    '',
  ].join('\n')
}

/** As git does with `core.quotePath`. */
function quote(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name) && !/["\\]/.test(name)) return name
  const bytes = [...Buffer.from(name)].map((byte) =>
    byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c
      ? String.fromCharCode(byte)
      : `\\${byte.toString(8).padStart(3, '0')}`,
  )
  return `"${bytes.join('')}"`
}
