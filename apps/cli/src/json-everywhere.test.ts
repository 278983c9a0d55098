import { expect, test } from 'vitest'
import { commandWords } from './completion/command-words.ts'
import { createProgram } from './create-program.ts'
import { runMillwright } from './run-millwright.fixture.ts'
import { statusApi } from './status-api.fixture.ts'

/** They run until they are stopped, print what others wrote to the byte, or print JSON anyway. */
const others = ['up', 'tasks patch', 'audit export', 'sandbox', 'completion']

test('every other command answers programs in JSON', () => {
  const commands = commandWords(createProgram()).filter(({ commands }) => commands.length === 0)
  const without = commands.filter(({ options }) => options.every(({ name }) => name !== '--json'))

  expect(without.map(({ path }) => path.join(' '))).toEqual(others)
})

test.each([
  [['tasks', 'cancel', 't']],
  [['approve', 't', '--patch', 'ab'.repeat(32)]],
  [['reject', 't']],
  [['pause', 'acme/web']],
  [['stop-spending']],
])('%s prints what the service says that it was asked for', async (args) => {
  const answer = { action: 'as-asked', task_id: 't' }
  const { env, told } = await statusApi(202, answer)

  const { code, stdout } = await runMillwright([...args, '--json'], { env })

  expect([code, JSON.parse(stdout)]).toEqual([0, answer])
  expect(told).toMatchObject([{ actor: expect.stringContaining('(command line)') }])
})
