import { expect, test } from 'vitest'
import { playSeed } from './play-seed.ts'

// Two seeds in a row kill each kind of process; `SEEDS=20 npm run test:chaos` plays more of them.
test('whatever is killed or stopped, the stories end as without faults', async () => {
  const problems = await Promise.all([playSeed(0), playSeed(1)])

  expect(problems).toEqual([[], []])
}, 290_000)
