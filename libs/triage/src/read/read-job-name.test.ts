import { expect, test } from 'vitest'
import { readJobName } from './read-job-name.ts'

function check(name: string, wanted: ReturnType<typeof readJobName>) {
  test(`the job "${name}" is taken apart`, () => {
    expect(readJobName(name)).toEqual(wanted)
  })
}

check('build', { name: 'build', matrix: [], shard: null })
check('test (ubuntu-latest, 20)', {
  ...{ name: 'test', matrix: ['ubuntu-latest', '20'], shard: null },
})
check('e2e (chromium, 2/4)', {
  ...{ name: 'e2e', matrix: ['chromium', '2/4'], shard: { index: 2, total: 4 } },
})
check('unit tests / shard 3 of 8', {
  ...{ name: 'unit tests / shard 3 of 8', matrix: [], shard: { index: 3, total: 8 } },
})
check('test-py3.8 / test (default, 1, 2, linux.2xlarge)', {
  ...{ name: 'test-py3.8 / test', matrix: ['default', '1', '2', 'linux.2xlarge'], shard: null },
})
check('integration (group 1)', {
  ...{ name: 'integration', matrix: ['group 1'], shard: { index: 1, total: null } },
})
check('build (a (b), c)', { name: 'build', matrix: ['a (b)', 'c'], shard: null })
check('release 2026/11', { name: 'release 2026/11', matrix: [], shard: null })

test('a job without a name has no parts', () => {
  expect(readJobName(undefined)).toBeNull()
  expect(readJobName('  ')).toBeNull()
})

test('a name of many values keeps twenty', () => {
  const values = Array.from({ length: 50 }, (_, index) => `v${index}`)

  expect(readJobName(`x (${values.join(', ')})`)?.matrix).toHaveLength(20)
})
