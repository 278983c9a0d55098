import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { workerKeys } from '@millwright/protocol'
import { type Files, type PackageRegistry, startPackageRegistry } from '@millwright/testing'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type Mill, openMill } from './mill.fixture.ts'
import { redTask, resultOf } from './red-task.fixture.ts'
import { bash, edit, finish } from './script.fixture.ts'

vi.setConfig({ testTimeout: 120_000 })

const HOST = 'npm.test'
let mill: Mill
let registry: PackageRegistry
let redSha = ''
let drifted: Files
beforeAll(async () => {
  registry = await startPackageRegistry(HOST, [
    {
      name: 'plus',
      version: '1.0.0',
      manifest: { scripts: { postinstall: `node -e "fs.writeFileSync('ran', '')"` } },
      files: { 'index.js': 'module.exports = (a, b) => a + b\n' },
    },
  ])
  mill = await openMill()
  drifted = {
    'package.json': JSON.stringify({ name: 'web', dependencies: { plus: '1.0.0' } }),
    'package-lock.json': JSON.stringify({ name: 'web', lockfileVersion: 3, packages: { '': {} } }),
    '.npmrc': `registry=http://${HOST}:${registry.port}/\n`,
    '.gitignore': 'node_modules/\n',
    'test.sh': `node -e "process.exit(require('plus')(1, 1) === 2 ? 0 : 1)"\n`,
  }
  redSha = await mill.addRepository('acme/web', {
    'package.json': JSON.stringify({ name: 'web', dependencies: { plus: '1.0.0' } }),
    'package-lock.json': JSON.stringify({
      name: 'web',
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': { name: 'web', dependencies: { plus: '1.0.0' } },
        'node_modules/plus': { ...registry.lockEntry('plus'), hasInstallScript: true },
      },
    }),
    // What a stranger writes here does not outrank the operator.
    '.npmrc': `registry=http://${HOST}:${registry.port}/\nignore-scripts=false\n`,
    'sum.js': "module.exports = require('plus')(1, 1)\n",
    'test.sh': `node -e "process.exit(require('./sum.js') === 3 ? 0 : 1)"\n`,
  })
})
afterAll(async () => {
  await mill.close()
  await registry.close()
})
beforeEach(() => mill.closeWorkers())

interface Wish {
  commands?: string[]
  hosts?: string[]
  install_scripts?: boolean
}

/** A worker for a repository that is set up so. */
async function worker(wish: Wish = {}, mode: 'auto' | 'none' = 'auto'): Promise<void> {
  const setup = {
    commands: ['npm ci'],
    hosts: [`${HOST}:${registry.port}=127.0.0.1`],
    install_scripts: false,
    minutes: 1,
    ...wish,
  }
  const usual = { mode: 'auto' as const, validation: [], protected_branches: [] }
  const report = { format: 'junit' } as const
  const repository = { ...usual, forks: true, drafts: false, labels: [], setup, report }
  await mill.startWorker({
    config: {
      ...mill.config,
      sandbox: { ...mill.config.sandbox, mode },
      repositories: { 'acme/web': repository, 'acme/drift': repository },
    },
  })
}

async function work(task = redTask(redSha, { trust: 'own' })) {
  const before = registry.requests().length
  await mill.queues.tasks.add(task)
  const result = resultOf(await mill.ended(task.task_id))
  const said = (await mill.reports(task.task_id)).flatMap(({ body }) =>
    body.kind === 'progress' ? [`${body.step}: ${body.text}`] : [],
  )
  return { result, said, asked: registry.requests().slice(before) }
}

const fix = edit('sum.js', '(1, 1)', '(1, 2)')

test('a dependency is installed through the proxy, used red and green, and in no patch', async () => {
  await worker()
  mill.model.plays([fix], [finish()])

  const { result, said, asked } = await work()

  expect(result).toMatchObject({ outcome: 'fixed', fixed_by: 'agent' })
  expect(result.patch).toContain("+module.exports = require('plus')(1, 2)")
  expect(result.patch).not.toContain('node_modules')
  expect(asked).toContain('/plus/-/plus-1.0.0.tgz')
  expect(said[1]).toBe('setup: running npm ci')
  expect(said[2]).toMatch(
    /^setup: network: allowed npm\.test:\d+: 1 connection, \d+ bytes up, \d+ down$/,
  )
  expect(said[3]).toMatch(/^setup: ready after/)
  expect(said[4]).toBe('reproduce: running sh test.sh')
})

test('what was downloaded once is taken from the cache, but never from a fork’s, or by one', async () => {
  await worker()
  const run = (trust?: 'own' | 'fork') => {
    mill.model.plays([fix], [finish()])
    const task = redTask(redSha)
    return work(trust === undefined ? task : { ...task, trust })
  }

  const [own, fork, forkAgain, unknown] = [
    await run('own'),
    await run('fork'),
    await run('fork'),
    await run(),
  ]

  expect([own, fork, forkAgain, unknown].map(({ result }) => result.outcome)).toEqual(
    Array(4).fill('fixed'),
  )
  const downloads = [own, fork, forkAgain, unknown].map(({ asked }) => asked.length > 0)
  expect(downloads).toEqual([false, true, false, false])
})

test('packages run nothing while they are installed, unless that is allowed', async () => {
  const look = redTask(redSha, { trust: 'own' }, { replay: 'ls node_modules/plus; exit 1' })
  const listing = async (hasScripts: boolean) => {
    await mill.closeWorkers()
    await worker({ install_scripts: hasScripts })
    mill.model.plays([finish({ cannot_fix: 'no' })])
    const { result } = await work({ ...look, task_id: `${look.task_id}-${hasScripts}` })
    return result.proof.before[0]?.output_tail
  }

  expect(await listing(false)).toBe('index.js\npackage.json\n')
  expect(await listing(true)).toBe('index.js\npackage.json\nran\n')
})

test('pip is told to build nothing from source, unless that is allowed', async () => {
  const commands = ['test "$PIP_ONLY_BINARY" = :all:']
  const look = redTask(redSha, { trust: 'own' }, { replay: 'true' })
  const outcomeOf = async (install_scripts: boolean) => {
    await mill.closeWorkers()
    await worker({ commands, install_scripts })
    return (await work({ ...look, task_id: `${look.task_id}-${install_scripts}` })).result.outcome
  }

  expect(await outcomeOf(false)).toBe('not_reproduced')
  expect(await outcomeOf(true)).toBe('failed')
})

test('the network is gone after setup, and what was installed cannot be changed for good', async () => {
  await worker()
  const reach = `curl -sS --max-time 5 http://${HOST}:${registry.port}/plus; ls /cache`
  const spoil = 'echo "module.exports = () => 3" > node_modules/plus/index.js; sh test.sh && > new'
  mill.model.plays([bash(reach), bash(spoil)], [finish()], [finish()], [finish()])

  const replay = `${reach}; sh test.sh`
  const { result, asked } = await work(redTask(redSha, { trust: 'own' }, { replay }))

  expect(asked.filter((path) => path === '/plus')).toEqual([])
  expect(result).toMatchObject({ outcome: 'validation_failed' })
  expect(result.patch).toMatch(/^diff --git a\/new b\/new\n(?![\s\S]*diff --git)/)
})

test.each([
  [
    'a host that is not on the list',
    { hosts: ['other.test'] },
    /refused npm\.test.*not on the list/,
  ],
  ['a command that is red', { commands: ['echo because >&2; exit 3'] }, /exit code 3\. because/],
])(
  '%s ends the task with the reason, without a question to the model',
  async (_what, wish, why) => {
    await worker({ commands: ['npm ci --fetch-retries=0 --cache /tmp/fresh'], ...wish })
    mill.model.plays()

    const { result, said } = await work()

    expect(result).toMatchObject({ outcome: 'failed', patch: '' })
    expect(result.summary).toContain('Setup failed, so the failure itself was not looked at')
    expect(result.proof.before).toHaveLength(1)
    expect(said.join('\n')).toMatch(why)
    expect(said.join('\n')).not.toContain('reproduce')
    expect(mill.model.asked()).toEqual([])
  },
)

const drift = { category: 'lockfile-drift' as const, replay: 'npm ci' }

test('an npm ci that fails is repeated with the network, and a refreshed lockfile proves it', async () => {
  await worker()
  const headSha = await mill.addRepository('acme/drift', drifted)
  mill.model.plays()
  const autofix = 'npm install --package-lock-only'
  const task = redTask(headSha, { repo: 'acme/drift', trust: 'own' }, { ...drift, autofix })

  const { result, said } = await work({ ...task, validation: ['npm ci', 'sh test.sh'] })

  expect(result).toMatchObject({ outcome: 'fixed', fixed_by: 'autofix' })
  expect(result.patch).toMatch(/^\+ +"node_modules\/plus": \{$/m)
  expect(said.filter((line) => line.startsWith('setup: again'))).not.toEqual([])
  expect(mill.model.asked()).toEqual([])
})

test('a registry that does not answer is asked once more, and named', async () => {
  await worker({
    commands: [`curl -fsS http://${HOST}:9/`],
    hosts: [`${HOST}:9=127.0.0.1`],
  })
  mill.model.plays()

  const { result, said } = await work()

  const again = 'setup: trying again: a listed host could not be reached'
  expect(result.outcome).toBe('failed')
  expect(said.filter((line) => line === again)).toHaveLength(1)
  expect(said.filter((line) => line.includes('network: failed npm.test:9'))).toHaveLength(2)
})

test('a worker that is stopped in the middle of setup leaves nothing, and another one goes on', async () => {
  await worker({ commands: ['sleep 300'] })
  const task = redTask(redSha, { trust: 'own' })
  await mill.queues.tasks.add(task)
  await mill.progressed(task.task_id, /setup: running sleep/)
  await mill.closeWorkers()
  const proxies = (await readdir(tmpdir())).filter((n) =>
    n.startsWith(`millwright-proxy-${process.pid}-`),
  )
  const leases = await readdir(join(mill.config.data_dir, 'caches/acme__web--own/leases'))
  await worker()
  mill.model.plays([fix], [finish()])

  const result = resultOf(await mill.ended(task.task_id))

  expect([proxies, leases]).toEqual([[], []])
  expect(result.outcome).toBe('fixed')
})

test('where a missing part is the failure, a red setup is no end', async () => {
  await worker({ commands: ['exit 1'] })
  mill.model.plays([finish({ cannot_fix: 'no' })])

  const { said } = await work(
    redTask(redSha, { trust: 'own' }, { category: 'dependency-resolution' }),
  )

  expect(said).toContain('reproduce: red')
})

test('without a jail setup finds its folders where they are', async () => {
  const command =
    'mkdir -p "$npm_config_cache" "$GOMODCACHE" && echo "$npm_config_cache" "$GOMODCACHE"'
  await worker({ commands: [command], hosts: [] }, 'none')
  mill.model.plays()

  const { result } = await work(redTask(redSha, { trust: 'own' }, { replay: 'true' }))

  expect(result).toMatchObject({ outcome: 'not_reproduced', sandbox: 'none' })
})

test('setup is in the checkpoint, and gone with the result', async () => {
  await worker({ commands: ['true'], hosts: [] })
  mill.model.plays([bash('sleep 1')], [finish({ cannot_fix: 'no' })])
  const task = redTask(redSha, { trust: 'own' }, { replay: 'exit 1' })
  const saved = async () =>
    JSON.parse((await mill.redis.get(workerKeys.checkpoint(task.task_id))) ?? '{}')

  await mill.queues.tasks.add(task)
  await mill.progressed(task.task_id, /agent: bash sleep/)
  const during = await saved()
  await mill.ended(task.task_id)

  expect(during.setup).toEqual([expect.objectContaining({ command: 'true', exit_code: 0 })])
  expect((await saved()).setup).toBeNull()
})
