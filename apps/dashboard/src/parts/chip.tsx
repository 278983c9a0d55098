import type { TaskState } from '@millwright/protocol'
import { Mark } from './mark.tsx'
import { visible } from './visible.ts'
import { stateTone, stateWord, type Tone, toneOf } from './words.ts'

/** A word with a shape and a colour that repeat it. */
export function Chip({ word, tone = toneOf(word) }: { word: string; tone?: Tone }) {
  return (
    <span class={`chip ${tone}`}>
      <Mark tone={tone} />
      {visible(word.replaceAll('_', ' '))}
    </span>
  )
}

export function StateChip({ state }: { state: TaskState }) {
  return <Chip word={stateWord(state)} tone={stateTone(state)} />
}
