import type { Language } from './language.ts'

/** Documents, which may speak of anything. */
export const prose: Language = {
  name: 'prose',
  endings: 'md mdx markdown rst adoc'.split(' '),
  checkDisabled: [
    /<!--\s*(?:markdownlint|prettier|htmlhint|vale|lint|textlint)[-\s:](?:disable|ignore|off|\w+\s*=\s*(?:NO|off))/,
  ],
}
