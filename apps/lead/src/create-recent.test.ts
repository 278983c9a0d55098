import { expect, test } from 'vitest'
import { createRecent } from './create-recent.ts'

function counted(max: number) {
  const asked: string[] = []
  const recent = createRecent<string>(max)
  const ask = (key: string) =>
    recent(key, async () => {
      asked.push(key)
      if (key === 'bad') throw new Error('no answer')
      return key.toUpperCase()
    })
  return { asked, ask }
}

test('a question is asked once, even while it is being asked', async () => {
  const { asked, ask } = counted(2)

  expect(await Promise.all([ask('a'), ask('a')])).toEqual(['A', 'A'])
  expect(asked).toEqual(['a'])
})

test('only the answers to the last questions are kept', async () => {
  const { asked, ask } = counted(2)

  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key)

  expect(asked).toEqual(['a', 'b', 'c', 'b'])
})

test('what could not be answered is asked again', async () => {
  const { asked, ask } = counted(2)

  await expect(ask('bad')).rejects.toThrow('no answer')
  await expect(ask('bad')).rejects.toThrow('no answer')

  expect(asked).toEqual(['bad', 'bad'])
})
