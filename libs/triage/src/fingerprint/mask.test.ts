import { expect, test } from 'vitest'
import { mask } from './mask.ts'

function check(text: string, masked: string) {
  expect(mask(text)).toBe(masked)
}

test('what changes from run to run is masked', () => {
  check('at 2026-01-02T03:04:05.123Z', 'at <time>')
  check('took 12.5 ms, then 3s', 'took <duration>, then <duration>')
  check('commit 3f2a9c1d', 'commit <hash>')
  check('id 123e4567-e89b-42d3-a456-426614174000', 'id <uuid>')
  check('at 0xdeadbeef', 'at <address>')
  check('open /tmp/x7/build/a.txt', 'open a.txt')
  check('port 41234, try 3/5', 'port <n>, try <n>/<n>')
})

test('what names the cause stays', () => {
  check('error TS2304: E0308 failed', 'error TS2304: E0308 failed')
  check('module utf8 needs x86_64', 'module utf8 needs x86_64')
})
