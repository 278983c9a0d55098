/** Assertions whose last argument says how far off a value may be, if they have three or more. */
const WITH_DISTANCE =
  /\b(?:(?:EXPECT|ASSERT|CHECK|REQUIRE)_NEAR|BOOST_\w+_CLOSE\w*|assert(?:Equals|EqualsWithDelta|_in_delta|_in_epsilon|InDelta)|AreEqual|InDelta|InEpsilon)f?\s*[( ]/
/** Words that say it in their last argument, however many they have. */
const DISTANCE = /\b(?:be_within|[wW]ithin(?:Abs|Rel)?|closeTo|BeApproximately|offset|margin)\s*\(/
const NUMBER = /^\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?[fFdDmL]?$/
const ARGUMENTS_MAX = 20

/** How far off an assertion lets a value be, and the assertion without that; null for others. */
export function assertionDistance(line: string): { of: string; distance: number } | null {
  const named = WITH_DISTANCE.exec(line)
  const found = named ?? DISTANCE.exec(line)
  if (found === null) return null
  const given = argumentsIn(line.slice(found.index + found[0].length))
  const last = given.at(-1)?.trim() ?? ''
  if (!NUMBER.test(last) || (named !== null && given.length < 3)) return null
  const distance = Number.parseFloat(last.replaceAll('_', ''))
  return { of: line.slice(0, found.index) + found[0] + given.slice(0, -1).join(','), distance }
}

/** What stands between the commas up to the closing bracket. */
function argumentsIn(text: string): string[] {
  const found = ['']
  let depth = 0
  for (const char of text) {
    if (')]}'.includes(char) && depth === 0) break
    if ('([{'.includes(char)) depth += 1
    if (')]}'.includes(char)) depth -= 1
    if (char === ',' && depth === 0 && found.length < ARGUMENTS_MAX) found.push('')
    else found[found.length - 1] += char
  }
  return found
}
