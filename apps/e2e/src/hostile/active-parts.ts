/** A word of a stranger that GitHub, a bot or a browser would act on outside of code. */
const ACTIVE =
  /evil\.test|mallory|(?<![\w`])@\w|!\[|<(?:img|script|a)\b|javascript:|^\s*\/\w+|\b(?:fix|clos|resolv)\w*:?\s+(?:#|GH-|[\w.-]+\/[\w.-]+#)\d|\[skip ci\]|Co-authored-by/im
const UNSEEN = /[^\P{C}\n\t]|[\u2028\u2029]|\p{Default_Ignorable_Code_Point}/u

/** What in a comment is more than text to look at; each problem is one sentence. */
export function activeParts(markdown: string): string[] {
  const found = ACTIVE.exec(withoutCode(markdown))?.[0]
  const unseen = UNSEEN.exec(markdown)?.[0]
  return [
    ...(found === undefined ? [] : [`"${found}" is active in a comment`]),
    ...(unseen === undefined ? [] : [`a comment holds U+${unseen.codePointAt(0)?.toString(16)}`]),
  ]
}

/** Without fenced blocks and code in lines, as GitHub's flavour of Markdown ends them. */
function withoutCode(markdown: string): string {
  const kept: string[] = []
  let fence: string | null = null
  for (const line of markdown.split('\n')) {
    const mark = /^ {0,3}(`{3,})/.exec(line)?.[1] ?? null
    if (fence !== null) {
      if (mark !== null && mark.length >= fence.length && /^\s*`+\s*$/.test(line)) fence = null
    } else if (mark !== null && !line.slice(line.indexOf(mark) + mark.length).includes('`')) {
      fence = mark
    } else kept.push(line)
  }
  return kept.join('\n').replaceAll(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')
}
