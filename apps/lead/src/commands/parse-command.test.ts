import { expect, test } from 'vitest'
import { parseCommand } from './parse-command.ts'

test.each([
  ['/millwright retry', 'retry', ''],
  ['/millwright   Approve  ab12ab12ab12  ', 'approve', 'ab12ab12ab12'],
  ['/millwright reject not like this\r\nbecause', 'reject', 'not like this'],
  ['/millwright', 'unknown', ''],
  ['/millwright rm -rf', 'unknown', 'rm'],
])('%j is read', (body, name, argument) => {
  expect(parseCommand(body)).toEqual({ name, argument })
})

test.each([
  ['below the first line', 'Hello\n/millwright retry'],
  ['in a quote', '> /millwright retry'],
  ['after a space', ' /millwright retry'],
  ['in code', '`/millwright retry`'],
  ['another word that begins alike', '/millwrights retry'],
  ['in the middle', 'please /millwright retry'],
  ['nothing', ''],
])('%s is no command', (_name, body) => {
  expect(parseCommand(body)).toBeNull()
})

test('no more than 300 characters of what is said are read', () => {
  expect(parseCommand(`/millwright reject ${'x'.repeat(1_000)}`)?.argument).toHaveLength(300)
})
