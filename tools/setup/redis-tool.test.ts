import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { redisTool } from './redis-tool.mjs'

const signal = new AbortController().signal
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millwright-redis-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

test.each([
  ['Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=ae4d', null],
  ['Valkey server v=8.1.1 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=3f2', null],
  ['Server v=7.2.5 sha=00000000:0 malloc=libc bits=64 build=1', null],
  [
    'Redis server v=6.0.16 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64 build=6d9',
    'is version 6.0.16',
  ],
  ['Redis server v=6.2.0 sha=0', null],
  ['something else', 'names no version'],
])('%s', async (banner, expected) => {
  const program = join(folder, 'redis-server')
  writeFileSync(program, `#!/bin/sh\necho '${banner}'\n`)
  chmodSync(program, 0o755)

  const problem = await redisTool.check(program, signal)

  if (expected === null) expect(problem).toBeNull()
  else expect(problem?.message).toContain(expected)
})
