import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const code = /\bMW_[A-Z]+(?:_[A-Z]+)*\b/g

test('docs/errors.md and the sources name the same error codes', () => {
  const documented = readFileSync(`${root}docs/errors.md`, 'utf8').match(code) ?? []

  expect([...new Set(documented)].toSorted()).toEqual(codesInSources())
})

test('the codes stand in alphabetical order, each once', () => {
  const rows = readFileSync(`${root}docs/errors.md`, 'utf8').match(/(?<=^\| `)MW_[A-Z_]+/gm) ?? []

  expect(rows).toEqual([...new Set(rows)].toSorted())
})

function codesInSources(): string[] {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => /^(apps|libs|tools)\/.*\.(ts|mjs)$/.test(path))
    .filter((path) => !/\.(test|fixture)\.ts$/.test(path))
  const found = files.flatMap((path) => readFileSync(`${root}${path}`, 'utf8').match(code) ?? [])
  return [...new Set(found)].toSorted()
}
