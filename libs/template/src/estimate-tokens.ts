/** https://docs.anthropic.com/en/docs/about-claude/glossary#tokens, for English. */
const BYTES_PER_TOKEN = 3.5

/**
 * About how many tokens a text is to the model; code and other languages take more. The invoice
 * counts what the model's server counted, never this.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN)
}
