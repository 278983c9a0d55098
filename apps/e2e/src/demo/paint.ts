import { styleText } from 'node:util'

type Colour = 'dim' | 'cyan' | 'green' | 'red'

/** Gives a text a colour, or nothing where colours are not wanted. */
export type Paint = (colour: Colour, text: string) => string

/** Colours for a terminal that has them, unless NO_COLOR is set: https://no-color.org. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  // Node itself looks at NO_COLOR, NODE_DISABLE_COLORS and TERM.
  const hasColours = stream.isTTY && stream.hasColors()
  return (colour, text) => (hasColours ? styleText(colour, text) : text)
}
