import { InvalidArgumentError } from 'commander'

/** A parser of an option that takes a whole number between two, both allowed. */
export function wholeNumber(least: number, most: number) {
  return (text: string): number => {
    const count = Number(text)
    // An empty text would be 0.
    if (/^\d+$/.test(text) && count >= least && count <= most) return count
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }
}
