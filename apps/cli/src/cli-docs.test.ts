import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { createProgram } from './create-program.ts'
import { installation } from './installation.ts'

test('docs/cli.md says what the program says', () => {
  const args = ['--conditions=@millwright/source', '--import', 'tsx']

  const { status, stderr } = spawnSync(
    process.execPath,
    [...args, 'tools/generate-cli-docs.ts', '--check'],
    { cwd: installation, encoding: 'utf8' },
  )

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test('every command and option says in words what it does', () => {
  const commands = allOf(createProgram())

  const silent = commands.flatMap((command) => [
    ...(command.description().length > 5 ? [] : [command.name()]),
    ...command.options.filter(({ description }) => description.length < 5).map((o) => o.flags),
  ])
  expect(commands.length).toBeGreaterThan(20)
  expect(silent).toEqual([])
})

type Command = ReturnType<typeof createProgram>

function allOf(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allOf)]
}
