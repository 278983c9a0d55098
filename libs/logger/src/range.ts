/** A stretch of a text: `[start, end)`. */
export type Range = readonly [start: number, end: number]

/** Adds a range that begins no earlier than the last one; touching ranges become one. */
export function addRange(ranges: Range[], start: number, end: number): void {
  const last = ranges.at(-1)
  if (last === undefined || start > last[1]) ranges.push([start, end])
  else ranges[ranges.length - 1] = [last[0], Math.max(last[1], end)]
}
