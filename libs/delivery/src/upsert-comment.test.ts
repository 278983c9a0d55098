import { type Comment, GitHubError } from '@millwright/github'
import { expect, test } from 'vitest'
import { COMMENT_MARKER, joinSections, splitSections } from './comment-sections.ts'
import { type Said, upsertComment } from './upsert-comment.ts'

/** A conversation as GitHub keeps it; `onList` runs before each look. */
function conversation(comments: Comment[] = [], onList: () => void = () => undefined) {
  const calls: string[] = []
  const add = (author: string, body: string) => {
    const commentId = 1 + Math.max(0, ...comments.map((comment) => comment.commentId))
    const who = { author, isByBot: true, isEdited: false }
    const comment = { commentId, ...who, body, htmlUrl: '', createdAt: '' }
    comments.push(comment)
    return comment
  }
  const github = {
    whoAmI: async () => ({ login: 'mill[bot]', mode: 'app' as const, permissions: {} }),
    listComments: async () => {
      calls.push('list')
      onList()
      return comments.map((comment) => ({ ...comment }))
    },
    createComment: async (_repo: string, _pr: number, body: string) => {
      calls.push('create')
      return add('mill[bot]', body)
    },
    updateComment: async (_repo: string, commentId: number, body: string) => {
      calls.push(`update ${commentId}`)
      const comment = comments.find((one) => one.commentId === commentId)
      if (comment === undefined) throw new GitHubError('MW_GITHUB_NOT_FOUND', 'gone')
      comment.body = body
      return comment
    },
    deleteComment: async (_repo: string, commentId: number) => {
      calls.push(`delete ${commentId}`)
      const at = comments.findIndex((one) => one.commentId === commentId)
      if (at >= 0) comments.splice(at, 1)
    },
  }
  let said: Said | null = null
  let isBegun = false
  const memory = {
    read: async () => said,
    write: async (now: Said) => {
      said = now
    },
    begin: async () => {
      const isFirst = !isBegun
      isBegun = true
      return isFirst
    },
  }
  const forget = (begun = false) => {
    said = null
    isBegun = begun
  }
  const upsert = (body: string) => upsertComment({ github, memory, repo: 'acme/web', pr: 7, body })
  return { comments, calls, add, upsert, forget }
}

const one = joinSections(new Map([['task-1', 'one']]))
const two = joinSections(new Map([['task-2', 'two']]))

test('the first call makes the comment, and the same call again changes nothing', async () => {
  const { calls, comments, upsert } = conversation()

  const ids = [await upsert(one), await upsert(one)]

  expect(ids).toEqual([1, 1])
  expect(calls).toEqual(['create', 'list'])
  expect(comments.map(({ body }) => body)).toEqual([one])
})

test('a later call updates the comment and keeps what other tasks said', async () => {
  const { calls, comments, upsert } = conversation()

  await upsert(one)
  await upsert(two)

  expect(calls).toEqual(['create', 'list', 'update 1'])
  expect(comments.map(({ body }) => [...splitSections(body).keys()])).toEqual([
    ['task-2', 'task-1'],
  ])
})

test('a comment of somebody else is never touched, whatever it says', async () => {
  const { add, calls, comments, upsert } = conversation()
  add(
    'mallory',
    `${COMMENT_MARKER}\n<!-- millwright:task task-9 -->\nevil\n<!-- /millwright:task -->`,
  )
  add('mill[bot]', `I quote: ${COMMENT_MARKER}`)

  const id = await upsert(one)

  expect(id).toBe(3)
  expect(calls).toEqual(['create', 'list'])
  expect(comments.map(({ body }) => body)).toContain(one)
})

test('two calls at once leave one comment with both their words', async () => {
  const { comments, upsert } = conversation()

  const ids = await Promise.all([upsert(one), upsert(two)])

  expect(ids).toEqual([1, 1])
  expect(comments).toHaveLength(1)
  expect([...splitSections(comments[0]?.body ?? '').keys()].sort()).toEqual(['task-1', 'task-2'])
})

test('a comment that another call made between our look and ours is folded into', async () => {
  let looks = 0
  const self = conversation([], () => {
    looks += 1
    // It got the lower number, though we saw it only after making our own.
    if (looks === 1) self.comments.unshift({ ...self.add('mill[bot]', two), commentId: 0 })
    if (looks === 1) self.comments.pop()
  })

  const id = await self.upsert(one)

  expect(id).toBe(0)
  expect(self.calls).toEqual(['create', 'list', 'update 0', 'delete 1'])
  expect(self.comments).toHaveLength(1)
})

test('a comment that was made right before a crash is found, not made again', async () => {
  const { calls, comments, forget, upsert } = conversation()
  await upsert(one)
  forget(true)

  await upsert(two)

  expect(calls).toEqual(['create', 'list', 'list', 'update 1'])
  expect(comments).toHaveLength(1)
})

test('a comment of which nothing is known any more is found, and is the one that stays', async () => {
  const { comments, forget, upsert } = conversation()
  await upsert(one)
  forget()

  expect(await upsert(two)).toBe(1)

  expect(comments.map(({ body }) => [...splitSections(body).keys()])).toEqual([
    ['task-2', 'task-1'],
  ])
})

test('a comment that somebody deleted is made again', async () => {
  const { comments, upsert } = conversation()
  await upsert(one)
  comments.splice(0)

  await upsert(two)

  expect(comments.map(({ body }) => body)).toEqual([two])
})
