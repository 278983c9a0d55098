/** A quoted text; the second group is what stands between the quotes. */
export const STRING = /(["'`])((?:(?!\1)[^\\]|\\.)*)\1/g
/** A number in any base. */
export const NUMBER = /(?<![\w.])-?(?:0[xbo][\da-f_]+|\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?)/gi
const LITERAL = String.raw`(?:-?(?<![\w.])\d[\d_.]{0,40}\w{0,4}|[fF$]?"[^"]{0,200}"|[fF]?'[^']{0,200}'|\x60[^\x60]{0,200}\x60|true|false|True|False|null|nil|None|undefined)`
const RETURN = new RegExp(
  String.raw`(?:\breturn\b|[=-]>|\bOk\()\s*\(?\s*${LITERAL}(?:\.(?:to_string|to_owned|into|String)\(\)|\))?[;,)}\s]*(?:(?:if|unless)\s.{1,300}|(?:\/\/|#).*)?$`,
)
/** The answer of a question on the same line. */
const TERNARY = new RegExp(String.raw`\?\s*${LITERAL}\s*:|:\s*${LITERAL}\s*[;,)]*\s*$`)
/** The answer of the first question of a choice that is written on one line. */
const ARM = new RegExp(String.raw`\b(?:match|switch)\b.{0,300}?[=-]>\s*${LITERAL}\s*[,;}]`)
/** A constant with a name, in a line of its own. */
const NAMED = new RegExp(
  String.raw`^\s*(?:(?:export|public|private|static|readonly|const|let|var|val|final|auto|int|long|double|float|string|String)\s+){0,4}\$?\w{1,60}\s{0,5}(?::\s*\w+\s*)?:?=\s*${LITERAL}\s*;?\s*$`,
)
/** A quoted text with the sign before it that lets something be put into it. */
const TEXT = /(?:\bf|\$)?(["'`])(?:(?!\1)[^\\]|\\.)*\1/gi
/** A text with something put into it, as Python, C#, JavaScript, Ruby and PHP write it. */
const FILLED = /^(?:f["'].*\{|\$".*\{|`.*\$\{|".*(?:#\{|\$[a-z_{]))/i
/** Names that only turn one form of a constant into another. */
const WRAPPERS =
  /\b(?:Number|parseInt|parseFloat|String|BigInt|Boolean|int|float|str|Integer|Float|atob|chr|Ok|Some|vec|new|return)\b/g
/** Ruby and Rust return the last line. */
const BARE = new RegExp(String.raw`^\s*${LITERAL}(?:\.(?:to_string|to_owned|into)\(\))?\s*$`)
const ANSWER =
  /(?:\breturn\s+|[^=]=>\s*|->\s*|[\w\])]\s*[-+*/]?(?<![=!<>])=(?!=)\s*)\(?(.{1,300}?)\)?[;,}\s]*$|^\s*(["'\d-].{0,300}?)[;,]?\s*$/
/** Nothing, which is what a missing thing is answered with. */
const EMPTY = /^\s*(?:null|nil|None|undefined|NULL|nullptr|["'`]{2}|\[\s*\]|\{\s*\}|0|-1)?\s*$/
const COMPUTED = /(?:\breturn\b|=>)\s*\(?\s*(?=\S)/
const COMPARED = new RegExp(
  String.raw`(?:[=!]==?|\beq\b|\bis\b|\.(?:equals|eql\?|Equals)\(|\bcase\b|\bwhen\b|\bin\s*[([{]|\.includes\(|\.equals\(\s*[\w.]{1,30}\(|\bstrn?(?:case)?cmp\s*\([^()]{1,60},)\s*[[({&]{0,3}\s*${LITERAL}|${LITERAL}\s*(?:===?|=>|\.equals\()`,
)
const TRIVIAL =
  /(?:[=!]==?|\bis(?:\s+not)?|\.equals\()\s*(?:null|nil|None|undefined|true|false|True|False|0|1|""|''|-1)(?![\w.])/

/** True for a line whose only result is a constant. */
export function returnsLiteral(line: string): boolean {
  return RETURN.test(line) || BARE.test(line) || isConstant(line)
}

/** True for a line that gives a name to a constant. */
export function namesLiteral(line: string): boolean {
  return NAMED.test(line)
}

/** True for a line that answers, or sets something to, what needs no variable to be worked out. */
export function answersConstant(line: string): boolean {
  const answer =
    ANSWER.exec(line.replace(/(?<=\S)\s+(?:if|unless)\s.{1,500}$/, ''))?.[1] ?? ternaryOf(line)
  if (answer === undefined || EMPTY.test(answer)) return false
  const bare = answer
    .replaceAll(STRING, '1')
    .replaceAll(
      /\b\w+(?:::\w+)*!?(?=\s*[({])|\.\w+(?=\s*\()|\b\w+(?=\.\w|::)|\b(?:new|as|return)\b/g,
      '',
    )
    .replaceAll(/\bas\s+\w+|\b0[xbo][\da-f_]+|\b\d[\d_.]*\w*|\b(?:true|false|True|False)\b/gi, '1')
  return bare.includes('1') && !/[A-Za-z_$]/.test(bare)
}

function ternaryOf(line: string): string | undefined {
  return /\?\s*([^?:]{1,200}?)\s*:/.exec(line)?.[1]
}

/** True for a line that gives a constant as the answer to a question that it asks itself. */
export function choosesLiteral(line: string): boolean {
  return comparesWithLiteral(line) && (TERNARY.test(line) || ARM.test(line))
}

/** A result made of nothing but constants: `20 + 7`, `Number("27")`. */
function isConstant(line: string): boolean {
  const result = /(?:\breturn\b|=>|^\s*#\s*define\s+\w+\([^)]{0,200}\))\s*(.{1,200}?);?\s*$/.exec(
    line,
  )?.[1]
  if (result === undefined) return false
  const rest = result
    .replaceAll(STRING, '1')
    .replaceAll(WRAPPERS, '')
    .replaceAll(/0[xXbBoO][0-9a-fA-F_]+/g, '1')
  return /\d/.test(rest) && /^[\d\s+*/%().,_<>&|^~-]+$/.test(rest)
}

/** True for a line that returns something that is worked out. */
export function returnsComputed(line: string): boolean {
  if (!COMPUTED.test(line)) return false
  if ([...line.matchAll(TEXT)].some(([text]) => FILLED.test(text))) return true
  return !RETURN.test(line) && !isConstant(line)
}

/** True for a line that asks whether something is one certain value, other than nothing or zero. */
export function comparesWithLiteral(line: string): boolean {
  return COMPARED.test(line.replace(TRIVIAL, ''))
}

/** The line with each of its literals made the same: what stays is the code around them. */
export function withoutLiterals(line: string): string {
  return line
    .replaceAll(TEXT, (text) => (FILLED.test(text) ? text : '""'))
    .replaceAll(NUMBER, '0')
    .replaceAll(/\s+/g, '')
}
