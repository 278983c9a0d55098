import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { commandWords } from '../completion/command-words.ts'
import { createProgram } from '../create-program.ts'
import { runMillwright } from '../run-millwright.fixture.ts'

/** What a real bash offers at the tab key, for each line; the last word is the one begun. */
async function offered(lines: readonly (readonly string[])[]): Promise<string[]> {
  const { stdout } = await runMillwright(['completion', 'bash'])
  const dir = await temporaryDirectory()
  writeFileSync(join(dir, 'completion'), stdout)
  const tries = lines.map((words) => {
    const line = ['millwright', ...words].map((word) => `'${word}'`).join(' ')
    return `COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _millwright; echo "\${COMPREPLY[*]}"`
  })
  const script = ['source ./completion', ...tries].join('\n')
  const bash = spawnSync('bash', ['-c', script], { cwd: dir, encoding: 'utf8' })
  expect(bash.stderr).toBe('')
  return bash.stdout.split('\n').slice(0, -1)
}

test('bash completes commands, options and the values of both', async () => {
  const lines = [
    ['ta'],
    ['notify', ''],
    ['tasks', 'ls', '--st'],
    ['tasks', 'ls', '--state', 'wa'],
    ['tasks', 'ls', '--state', 'watching', '--rep'],
    ['completion', ''],
  ]

  expect(await offered(lines)).toEqual([
    ...['tasks', 'test', '--state', 'watching', '--repo', 'bash zsh fish'],
  ])
})

test('bash is left to offer files where any word will do, and runs nothing of the line', async () => {
  const lines = [
    ['triage', 'build'],
    ['gate', '--repo', './'],
    ['tasks', '$(touch ran)', ''],
  ]

  const [file, folder, hostile] = await offered(lines)

  expect([file, folder]).toEqual(['', ''])
  expect(hostile).toContain('ls')
})

test('zsh takes the script of bash, and fish has one with descriptions', async () => {
  const zsh = await runMillwright(['completion', 'zsh'])
  const fish = await runMillwright(['completion', 'fish'])

  expect(zsh.stdout).toMatch(/^autoload -Uz bashcompinit && bashcompinit\n_millwright\(\) \{/)
  expect(fish.stdout).toContain(
    "complete -c millwright -n '__fish_seen_subcommand_from notify; and not __fish_seen_subcommand_from test' -f -a test -d 'send a test message",
  )
  expect(fish.stdout).toMatch(/-l severity -r -f -a 'info warning action' -d/)
})

test('no word needs quoting in a shell', () => {
  const words = commandWords(createProgram()).flatMap(({ path, options, values }) => [
    ...[...path, ...values],
    ...options.flatMap(({ name, choices }) => [name, ...choices]),
  ])

  expect(words.length).toBeGreaterThan(50)
  expect(words.filter((word) => !/^[\w-]+$/.test(word))).toEqual([])
})
