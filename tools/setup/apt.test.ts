import { expect, test } from 'vitest'
import { newPackages } from './apt.mjs'

test('new packages are taken from a simulation, upgrades and removals are not', () => {
  const output = [
    'Remv redis [5:6.0] ',
    'Inst libc6 [2.36-9] (2.36-10 Debian:12.10/stable [amd64])',
    'Inst libjemalloc2 (5.3.0-1 Debian:12.10/stable [amd64])',
    'Inst redis-tools (5:7.0.15-1 Debian-Security:12/stable [amd64]) []',
    'Conf redis-tools (5:7.0.15-1 Debian-Security:12/stable [amd64])',
  ].join('\n')

  const names = newPackages(output)

  expect(names).toEqual(['libjemalloc2', 'redis-tools'])
})
