import { z } from 'zod'

/** One line of a corpus' index: a log, where it came from, and what readers say of it. */
export const Label = z.object({
  id: z.string(),
  source: z.string(),
  gold: z.object({
    verdict: z.string(),
    category: z.string(),
    verdict_also: z.array(z.string()).default([]),
    category_also: z.array(z.string()).default([]),
    evidence_lines: z.array(z.number()).default([]),
    files: z.array(z.string()).default([]),
  }),
})
export type Label = z.infer<typeof Label>

/** Reads an index: one label a line. */
export function readLabels(text: string): Label[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => Label.parse(JSON.parse(line)))
}

/** The repository that a log was collected from: what rules must not be tuned to alone. */
export function sourceOf({ source }: Pick<Label, 'source'>): string {
  return source.split(/\s/, 1)[0]?.replace('https://github.com/', '') ?? source
}
