import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfig } from '@millwright/config'
import { QUIET_SHOWN } from '@millwright/store'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { quietNow } from './quiet-now.ts'

const hours = "quiet_hours: { from: '22:00', to: '06:00', time_zone: UTC }"

test('the repositories in their quiet hours are named with the end, a few of many', async () => {
  const cwd = await temporaryDirectory()
  const names = Array.from({ length: QUIET_SHOWN }, (_, nth) => `  acme/r${nth}: { ${hours} }\n`)
  const yaml = `repositories:\n  acme/off: { mode: off, ${hours} }\n  acme/web: { ${hours} }\n`
  writeFileSync(join(cwd, 'millwright.yaml'), `${yaml}${names.join('')}`)
  const config = loadConfig({ role: 'cli', env: {}, cwd })

  const night = quietNow(config, new Date('2026-01-01T23:30:00Z'))

  expect(night[0]).toEqual({ repo: 'acme/web', until: '2026-01-02T06:00:00.000Z' })
  expect(night).toHaveLength(QUIET_SHOWN)
  expect(quietNow(config, new Date('2026-01-01T12:00:00Z'))).toEqual([])
})
