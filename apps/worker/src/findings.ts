import type { Finish } from '@millwright/agent'

/** What the model has found out, as one text: the cause, what it rests on, what was tried. */
export function findings({ cause, evidence = [], tried = '' }: Finish): string {
  const lines = evidence.map(({ place, text }) => `- ${place}: ${text}`)
  return [
    cause,
    ...(lines.length > 0 ? [`Evidence:\n${lines.join('\n')}`] : []),
    ...(tried === '' ? [] : [`Tried: ${tried}`]),
  ].join('\n\n')
}
