import { type CommentMemory, upsertComment } from '@millwright/delivery'
import { z } from 'zod'
import type { Parts } from '../parts.ts'

const Said = z.object({ id: z.number().int(), body: z.string() })

/** Says something in our one comment on a pull request, and gives back its id. The caller has the turn. */
export function sayOnPull(parts: Parts, repo: string, pr: number, body: string): Promise<number> {
  const { github } = parts
  return upsertComment({ github, memory: memoryOf(parts, repo, pr), repo, pr, body })
}

function memoryOf({ store }: Parts, repo: string, pr: number): CommentMemory {
  const name = `comment:${repo}#${pr}`
  return {
    read: async () => {
      const mark = await store.getMark(name)
      return mark === null ? null : Said.parse(JSON.parse(mark))
    },
    write: (said) => store.setMark(name, JSON.stringify(said)),
    begin: async () => {
      if ((await store.getIntent(name)) !== null) return false
      await store.putIntent(name, 'begun')
      return true
    },
  }
}
