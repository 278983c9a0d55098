import { readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import {
  answersTo,
  bash,
  call,
  finish,
  report,
  type Step,
  work,
  workspace,
} from './agent.fixture.ts'

test('a model that looks, edits, checks and finishes has changed the file', async () => {
  const { dir, jail } = await workspace()
  await writeFile(join(dir, 'a.js'), 'export const add = (a, b) => a - b\n')
  const steps: Step[] = [
    { content: [bash('cat a.js')] },
    { content: [call('edit', { path: 'a.js', old_text: 'a - b', new_text: 'a + b' })] },
    { content: [call('view', { path: 'a.js' })] },
    { content: [call('search', { pattern: 'a \\+ b' })] },
    { content: [finish()] },
  ]

  const { outcome, asked, progress } = await work(steps, { jail })

  expect(outcome).toMatchObject({ end: 'finished', finish: report, usage: { turns: 5 } })
  expect(await readFile(join(dir, 'a.js'), 'utf8')).toBe('export const add = (a, b) => a + b\n')
  expect(answersTo(asked, 1)).toEqual(['exit code 0\nexport const add = (a, b) => a - b\n'])
  expect(answersTo(asked, 3)).toEqual(['1\texport const add = (a, b) => a + b'])
  expect(answersTo(asked, 4)).toEqual(['a.js:1: export const add = (a, b) => a + b'])
  expect(progress).toEqual([
    'bash cat a.js',
    'edit a.js',
    'view a.js',
    'search a \\+ b',
    'finish (high confidence)',
  ])
})

test('parallel calls run in their order, and none after finish', async () => {
  const { dir, jail } = await workspace()
  const content = [bash('echo 1 >> log'), bash('echo 2 >> log'), finish(), bash('echo 3 >> log')]

  const { outcome } = await work([{ content }], { jail })

  expect(outcome.end).toBe('finished')
  expect(await readFile(join(dir, 'log'), 'utf8')).toBe('1\n2\n')
})

test('bad input, an unknown tool and a failing command are answers', async () => {
  const { asked } = await work([
    { content: [call('bash', { cmd: 'ls' }), call('browse', {}), bash('exit 3')] },
    { content: [finish()] },
  ])

  const results = asked[1]?.messages.at(-1)?.content ?? []
  expect(results.map((b) => (b.type === 'tool_result' ? b.is_error : null))).toEqual([
    true,
    true,
    true,
  ])
  expect(answersTo(asked, 1)[0]).toMatch(/Input refused: .*command/s)
  expect(answersTo(asked, 1)[1]).toBe('There is no such tool.')
  expect(answersTo(asked, 1)[2]).toBe('exit code 3\n')
})

test('output keeps its head and its tail, without secrets and terminal escapes', async () => {
  const { asked } = await work([
    { content: [bash("printf '\\033[31mFIRST hunter2\\033[0m\\n'; seq 1 20000; echo LAST")] },
    { content: [finish()] },
  ])

  const [text = ''] = answersTo(asked, 1)
  expect(text).toMatch(/^exit code 0\nFIRST \[redacted\]\n1\n2\n/)
  expect(text).toMatch(/\n20000\nLAST\n$/)
  expect(text).toMatch(/\[\d+ characters left out\]/)
  expect(text.length).toBeLessThan(17_000)
})

test('a command that runs too long is killed and the model told so', async () => {
  const { asked } = await work([
    { content: [call('bash', { command: 'sleep 60', timeout_seconds: 1 })] },
    { content: [finish()] },
  ])

  expect(answersTo(asked, 1)).toEqual(['killed after 1 s\n'])
})

test('a report that is not accepted goes back to the model, a few times', async () => {
  const seen: string[] = []
  const verify = async () => {
    seen.push('looked')
    return 'still red: hunter2'
  }
  const steps = Array.from({ length: 5 }, (): Step => ({ content: [finish()] }))

  const { outcome, asked } = await work(steps, { verify })

  expect(outcome.end).toBe('finished')
  expect(asked).toHaveLength(3)
  expect(answersTo(asked, 1)).toEqual(['still red: [redacted]'])
  expect(seen).toHaveLength(3)
})

test('with read-only tools nothing can be written', async () => {
  const { dir, jail } = await workspace(true)
  await writeFile(join(dir, 'a.js'), 'old\n')
  const { asked, outcome } = await work(
    [
      { content: [bash('echo new > a.js'), call('edit', { path: 'a.js', create: 'new' })] },
      { content: [call('view', { path: 'a.js' })] },
      { content: [finish({ next_step: 'raise the timeout' })] },
    ],
    { tools: 'read-only', jail },
  )

  expect(outcome.end).toBe('finished')
  expect(asked[0]?.tools.map((t) => t.name)).toEqual(['bash', 'view', 'search', 'finish'])
  expect(answersTo(asked, 1)[1]).toBe('There is no such tool.')
  expect(answersTo(asked, 2)).toEqual(['1\told'])
  expect(await readFile(join(dir, 'a.js'), 'utf8')).toBe('old\n')
})

test('a link that leads out of the workspace shows nothing of the host', async () => {
  const { dir, jail } = await workspace()
  const secret = join(await temporaryDirectory(), 'secret')
  await writeFile(secret, 'canary')
  await symlink(secret, join(dir, 'link'))
  const content = [
    call('view', { path: 'link' }),
    call('edit', { path: 'link', create: 'x' }),
    call('search', { pattern: 'canary', path: 'link' }),
  ]

  const { asked } = await work([{ content }, { content: [finish()] }], { jail })

  expect(answersTo(asked, 1).join()).not.toContain('canary')
  expect(await readFile(secret, 'utf8')).toBe('canary')
})
