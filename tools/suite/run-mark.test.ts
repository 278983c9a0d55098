import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runMark } from './run-mark.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'millwright-mark-'))
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

test('the last mark is given again, so that the run it stands for can be replayed', () => {
  runMark(root, 'first')
  runMark(root, 'second')

  expect(runMark(root, null)).toBe('second')
})

test('before any run there is no mark', () => {
  expect(runMark(root, null)).toBe('')
})
