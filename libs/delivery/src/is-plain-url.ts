/** GitHub's own links have no characters that Markdown could read as an end. */
export function isPlainUrl(url: string): boolean {
  return /^https?:\/\/[A-Za-z0-9.:/_#?=&%-]+$/.test(url)
}
