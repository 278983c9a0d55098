import type { Language } from './language.ts'

/** Files of no language that we know: among them scripts and pipelines without an ending. */
export const otherFile: Language = {
  name: 'other',
  endings: [],
  swallowed: [
    /\|\|\s*(?:true|:|exit\s+0|return\s+0)(?:\s|["';)]|$)|;\s*(?:true|exit\s+0)\s*["']?$/,
  ],
}
