import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkUnit } from './check-unit.ts'
import { brokenRules } from './finding.ts'
import { readUnit, type Unit } from './unit-file.ts'

const folder = join(import.meta.dirname, '../../deploy/systemd')
const lead = readUnit(join(folder, 'millwright-lead.service'))
const worker = readUnit(join(folder, 'millwright-worker@.service'))

test.each(readdirSync(folder))('%s keeps every rule', (name) => {
  expect(checkUnit(name, readUnit(join(folder, name)))).toEqual([])
})

test.each([
  ['Restart', 'on-failure'],
  ['DynamicUser', 'no'],
  ['CapabilityBoundingSet', 'CAP_SYS_ADMIN'],
  ['ProtectSystem', 'full'],
  ['RestrictNamespaces', 'no'],
  ['SystemCallFilter', '@default'],
  ['MemoryMax', 'infinity'],
  ['MemoryDenyWriteExecute', 'yes'],
  ['LoadCredential', 'redis_url:/etc/a'],
  ['Environment', 'MILLWRIGHT_GITHUB_TOKEN=x'],
])('%s fails, and it alone, when the lead has it as %s', (key, value) => {
  const only = key === 'Environment' ? [...(lead.get(key) ?? []), value] : [value]

  const findings = checkUnit('millwright-lead.service', changed(lead, key, only))

  expect(brokenRules(findings)).toEqual([key])
})

test.each(['Restart', 'NoNewPrivileges', 'PrivateDevices', 'TasksMax'])(
  '%s fails when the lead has it not at all',
  (key) => {
    const unit = new Map([...lead].filter(([each]) => each !== key))

    expect(brokenRules(checkUnit('millwright-lead.service', unit))).toEqual([key])
  },
)

test.each(['RestrictNamespaces', 'SystemCallFilter', 'PrivateUsers'])(
  'a worker with %s is refused, because its jails would not start',
  (key) => {
    const unit = changed(worker, key, ['yes'])

    expect(brokenRules(checkUnit('millwright-worker@.service', unit))).toEqual([key])
  },
)

function changed(unit: Unit, key: string, values: readonly string[]): Unit {
  return new Map([...unit, [key, values]])
}
