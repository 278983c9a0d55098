import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { findRedisBinary, versionOf } from './find-redis-binary.ts'

test('a server that runs on this machine is found with its version', () => {
  const binary = findRedisBinary()

  expect(binary).toMatch(/(redis|valkey)-server$/)
  expect(versionOf(binary ?? '')).toMatch(/^\d+\.\d+/)
})

test('a program that is no server, or does not run, has no version', async () => {
  const dir = await temporaryDirectory()
  writeFileSync(join(dir, 'redis-server'), '#!/bin/sh\nexit 127\n')
  chmodSync(join(dir, 'redis-server'), 0o755)

  expect(versionOf(join(dir, 'redis-server'))).toBeNull()
  expect(versionOf('/nowhere/redis-server')).toBeNull()
})

test('what set-up unpacked serves when PATH offers nothing', async () => {
  const dataDir = await temporaryDirectory()
  mkdirSync(join(dataDir, 'tools/bin'), { recursive: true })
  symlinkSync(findRedisBinary() ?? '', join(dataDir, 'tools/bin/redis-server'))

  const found = findRedisBinary(dataDir, '/nowhere')

  expect(found).toBe(join(dataDir, 'tools/bin/redis-server'))
})
