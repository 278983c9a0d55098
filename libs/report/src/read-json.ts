/** Parses what another process left in Redis; null for nothing and for what is no JSON. */
export function readJson(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    // Whoever reads it treats broken text like a missing key, and the key expires by itself.
    return null
  }
}
