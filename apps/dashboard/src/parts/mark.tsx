import type { Tone } from './words.ts'

const shapes: Readonly<Record<Tone, string>> = {
  good: 'M2 6.5 5 9.5 10 3',
  bad: 'M3 3 9 9M9 3 3 9',
  warn: 'M6 1.5 10.8 10.2H1.2Z',
  busy: 'M3.5 2 10 6 3.5 10Z',
  calm: 'M6 2.2a3.8 3.8 0 1 0 .01 0Z',
}

/** A shape that says what the colour says, for whoever does not see the colour. */
export function Mark({ tone }: { tone: Tone }) {
  return (
    <svg class="mark" viewBox="0 0 12 12" aria-hidden="true">
      <path d={shapes[tone]} />
    </svg>
  )
}
