import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createJail, findSandbox } from '@millwright/sandbox'
import { temporaryDirectory } from '@millwright/testing'
import { beforeEach, expect, test } from 'vitest'
import { edit } from './edit.ts'
import { search } from './search.ts'
import { view } from './view.ts'

const sandbox = await findSandbox({ mode: 'bwrap' })
let dir = ''
beforeEach(async () => {
  dir = join(await temporaryDirectory(), 'tree')
  await mkdir(join(dir, 'src'), { recursive: true })
})

const context = () => ({
  jail: createJail({ ...sandbox, workspace: { dir }, readOnlyPaths: [] }),
  signal: new AbortController().signal,
})
const put = (path: string, text: string | Buffer) => writeFile(join(dir, path), text)
const read = (path: string) => readFile(join(dir, path), 'utf8')

test('a long file is shown in pieces that say where they are', async () => {
  await put('long', Array.from({ length: 1000 }, (_, i) => `line ${i + 1}\n`).join(''))

  const start = await view.call({ path: 'long' }, context())
  const middle = await view.call({ path: 'long', start_line: 500, end_line: 501 }, context())
  const beyond = await view.call({ path: 'long', start_line: 1001 }, context())

  expect(start.text).toMatch(/^1\tline 1\n.*\n400\tline 400\n\(lines 1 to 400 of 1000\)$/s)
  expect(middle.text).toBe('500\tline 500\n501\tline 501\n(lines 500 to 501 of 1000)')
  expect(beyond).toEqual({ text: 'long has only 1000 lines', isError: true })
})

test('a folder is shown as its entries', async () => {
  await put('b.js', '')
  await put('src/a.js', '')

  const answer = await view.call({ path: '.' }, context())

  expect(answer).toEqual({ text: 'b.js\nsrc/', isError: false })
})

test.each([
  ['what is not there', 'none', /does not exist/],
  ['bytes that are no text', 'binary', /not text/],
  ['a pipe', 'pipe', /not a regular file/],
])('%s is refused with its reason', async (_name, path, reason) => {
  await put('binary', Buffer.from([0xff, 0x00, 0x01]))
  const { jail, signal } = context()
  await jail.run({ command: 'mkfifo pipe', timeoutMs: 5000, signal })

  const answer = await view.call({ path }, { jail, signal })

  expect(answer.isError).toBe(true)
  expect(answer.text).toMatch(reason)
})

test('an edit replaces exactly one place and shows it', async () => {
  await put('a.js', 'one\ntwo\nthree\n')

  const answer = await edit.call({ path: 'a.js', old_text: 'two', new_text: '2' }, context())

  expect(answer).toEqual({ text: 'edited a.js\n1\tone\n2\t2\n3\tthree\n4\t', isError: false })
  expect(await read('a.js')).toBe('one\n2\nthree\n')
})

test('an edit keeps carriage returns that the model cannot see', async () => {
  await put('a.txt', 'one\r\ntwo\r\n')

  await edit.call({ path: 'a.txt', old_text: 'one\ntwo', new_text: 'one\n2' }, context())

  expect(await read('a.txt')).toBe('one\r\n2\r\n')
})

test.each([
  ['text that is not there', { old_text: 'none', new_text: 'x' }, /is not in a.js/],
  ['text that is there twice', { old_text: 'o', new_text: 'x' }, /more than once/],
  ['no text', {}, /either/],
  ['half of it', { old_text: 'one' }, /either/],
  ['both ways at once', { old_text: 'one', new_text: 'x', create: 'y' }, /either/],
])('an edit with %s changes nothing', async (_name, change, reason) => {
  await put('a.js', 'one\ntwo\n')

  const answer = await edit.call({ path: 'a.js', ...change }, context())

  expect(answer.isError).toBe(true)
  expect(answer.text).toMatch(reason)
  expect(await read('a.js')).toBe('one\ntwo\n')
})

test('a new file is written with its folders', async () => {
  await edit.call({ path: 'src/new/a.js', create: 'new\n' }, context())

  expect(await read('src/new/a.js')).toBe('new\n')
})

test.each([['../outside'], ['/tmp/outside'], ['link'], ['.']])(
  'an edit of %s outside the workspace is refused',
  async (path) => {
    await symlink('/tmp/elsewhere', join(dir, 'link'))

    const answer = await edit.call({ path, create: 'x' }, context())

    expect(answer.isError).toBe(true)
  },
)

test('a search names file and line, and leaves dependencies out', async () => {
  await put('src/a.js', 'one\nneedle 1\n')
  await put('b.js', 'needle 2\n')
  await put('binary', Buffer.from('needle\0'))
  await mkdir(join(dir, 'node_modules'))
  await put('node_modules/c.js', 'needle 3\n')

  const all = await search.call({ pattern: 'needle \\d' }, context())
  const some = await search.call({ pattern: 'needle', path: 'src' }, context())

  expect(all.text).toBe('b.js:1: needle 2\nsrc/a.js:2: needle 1')
  expect(some.text).toBe('src/a.js:2: needle 1')
})

test('a search stops at its limit and says so', async () => {
  await put('a.txt', 'needle\n'.repeat(500))

  const answer = await search.call({ pattern: 'needle' }, context())

  expect(answer.text.split('\n')).toHaveLength(201)
  expect(answer.text).toMatch(/there may be more/)
})

test('a search for nothing and for nonsense are answers', async () => {
  const none = await search.call({ pattern: 'none' }, context())
  const bad = await search.call({ pattern: '(' }, context())

  expect(none).toEqual({ text: 'no match', isError: false })
  expect(bad.isError).toBe(true)
})
