import { join } from 'node:path'
import { ConfigError, loadConfig, type Role } from '@millwright/config'
import { expect, test } from 'vitest'

const file = join(import.meta.dirname, '../../deploy/millwright.example.yaml')

// The files it names are there only inside a container: that each role misses its own, and nothing
// else is wrong, says both that the file is valid and which secrets the role would open.
test.each<[Role, string[]]>([
  ['lead', ['redis.url', 'github.token', 'github.webhook_secret']],
  ['worker', ['redis.worker_url', 'model.api_key']],
  ['status', ['redis.url', 'status.token']],
])('the example configuration makes the %s open %j and no other secret', (role, expected) => {
  const missing = secretsMissedBy(role)

  expect(missing.toSorted()).toEqual(expected.toSorted())
})

function secretsMissedBy(role: Role): string[] {
  try {
    loadConfig({ role, file, env: {}, cwd: '/' })
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    for (const { message } of error.problems) expect(message).toMatch(/^\/run\/secrets\/.*ENOENT/)
    return error.problems.map(({ path }) => path)
  }
}
