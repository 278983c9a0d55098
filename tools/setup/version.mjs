/**
 * @param {string} version such as `7.0.15`
 * @param {readonly number[]} oldest such as `[6, 2]`
 * @returns {boolean}
 */
export function isAtLeast(version, oldest) {
  const parts = version.split('.').map(Number)
  for (const [place, wanted] of oldest.entries()) {
    const part = parts[place] ?? 0
    if (part !== wanted) return part > wanted
  }
  return true
}
