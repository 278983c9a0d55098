/** A function of a script under a name that tools have, but people give to helpers of their own too. */
export const toolRedefined =
  /(?:^|[;&])\s*(?:function\s+(?:go|set|node|make)\b|(?:go|set|node|make)\s*\(\s*\))/
