import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ComposeFile, readYaml } from './compose-file.ts'
import { content, dockerfileStages, keyword } from './dockerfile-stages.ts'
import { eventually } from './eventually.ts'
import { localProgram } from './local-program.ts'
import { type Deployment, startDeployment } from './start-deployment.ts'
import type { StartedProgram } from './start-program.ts'
import { readUnit } from './unit-file.ts'

const root = join(import.meta.dirname, '../..')
const { services } = ComposeFile.parse(readYaml(join(root, 'docker-compose.yml')))
const stages = dockerfileStages(readFileSync(join(root, 'deploy/Dockerfile'), 'utf8'))
const units = {
  lead: 'millwright-lead.service',
  worker: 'millwright-worker@.service',
  status: 'millwright-status.service',
}
const roles = ['lead', 'worker', 'status'] as const
type Role = (typeof roles)[number]
let deployment: Deployment

beforeAll(async () => {
  deployment = await startDeployment()
})

afterAll(() => deployment.close())

test.each(roles)('the image of the %s runs and checks what docker-compose.yml does', (role) => {
  expect(argumentsIn(role, 'CMD')).toEqual(services[role]?.command)
  expect(['CMD', ...argumentsIn(role, 'HEALTHCHECK')]).toEqual(services[role]?.healthcheck.test)
})

test.each(roles)('the %s of docker-compose.yml starts, is healthy and stops', async (role) => {
  const started = deployment.start(withLocalNode(services[role]?.command))

  await expectHealthy(role, started)

  expect(await started.stop()).toBe(0)
})

test.each(roles)('the %s of the systemd unit starts, is healthy and stops', async (role) => {
  const started = deployment.start(withLocalNode(commandOfUnit(role)))

  await expectHealthy(role, started)

  expect(await started.stop()).toBe(0)
})

test.each(roles)('the health check fails while there is no %s', async (role) => {
  await expect(deployment.run(probeOf(role))).rejects.toThrow()
})

async function expectHealthy(role: Role, started: StartedProgram): Promise<void> {
  const probe = () => deployment.run(probeOf(role))
  await eventually(probe, started.hasEnded).catch((error: unknown) => {
    throw new Error(`${role} is not healthy:\n${started.output()}`, { cause: error })
  })
}

function probeOf(role: Role): string[] {
  return withLocalNode(services[role]?.healthcheck.test.slice(1))
}

function argumentsIn(role: Role, name: string): string[] {
  const stage = stages.find((each) => each.name === role)
  const instruction = stage?.instructions.find((each) => keyword(each) === name)
  if (!instruction) throw new Error(`the stage ${role} has no ${name}`)
  return JSON.parse(content(instruction).replace(/^CMD /, ''))
}

/** The unit's command with this checkout in the place of an installation. */
function commandOfUnit(role: Role): string[] {
  const [command = ''] = readUnit(join(root, 'deploy/systemd', units[role])).get('ExecStart') ?? []
  return command
    .split(' ')
    .map((word) => word.replace('/opt/millwright', root))
    .map((word) => word.replace('/etc/millwright/millwright.yaml', exampleConfig))
    .map((word) => word.replace('/usr/bin/node', 'node'))
}

const exampleConfig = join(root, 'deploy/millwright.example.yaml')

function withLocalNode(command: readonly string[] = []): string[] {
  return command.map((word) => (word === 'node' ? localProgram('node') : word))
}
