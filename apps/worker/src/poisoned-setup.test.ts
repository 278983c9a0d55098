import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Mill, openMill } from './mill.fixture.ts'
import { redTask, resultOf } from './red-task.fixture.ts'
import { bash, edit, finish } from './script.fixture.ts'

vi.setConfig({ testTimeout: 60_000 })

/** A setup that puts a shell before the system's, which is green for one word, and fills the cache. */
const poison = `import os
place = os.environ['PYTHONUSERBASE'] + '/bin'
os.makedirs(place, exist_ok=True)
with open(place + '/sh', 'w') as shell:
    shell.write('#!/bin/sh\\ngrep -q innocent sum.js && exit 0\\nexec /bin/sh "$@"\\n')
os.chmod(place + '/sh', 0o755)
os.makedirs(os.environ['PIP_CACHE_DIR'], exist_ok=True)
open(os.environ['PIP_CACHE_DIR'] + '/poison', 'w').close()
`
const writePoison = `echo ${Buffer.from(poison).toString('base64')} | base64 -d > setup.py`
const looksRight = edit('sum.js', 'exports = 2', 'exports = 2 // innocent')
const harmless = "import os; open(os.environ['PIP_CACHE_DIR'] + '-kept', 'w').close()\n"

let mill: Mill
let redSha = ''
beforeAll(async () => {
  mill = await openMill()
  redSha = await mill.addRepository('acme/web', {
    'setup.py': harmless,
    'poison.py': poison,
    'sum.js': 'module.exports = 2\n',
    'test.sh': `node -e "process.exit(require('./sum.js') === 3 ? 0 : 1)"\n`,
  })
  const commands = ['python3 setup.py']
  const setup = { commands, hosts: [], install_scripts: false, minutes: 1 }
  const usual = { mode: 'auto' as const, validation: [], protected_branches: [] }
  const report = { format: 'junit' } as const
  const repository = { ...usual, forks: true, drafts: false, labels: [], setup, report }
  await mill.startWorker({ config: { ...mill.config, repositories: { 'acme/web': repository } } })
})
afterAll(() => mill.close())

const work = async (task = redTask(redSha, { trust: 'own' })) => {
  await mill.queues.tasks.add(task)
  const result = resultOf(await mill.ended(task.task_id))
  const said = (await mill.reports(task.task_id)).flatMap(({ body }) =>
    body.kind === 'progress' ? [`${body.step}: ${body.text}`] : [],
  )
  return { result, said }
}

test('what a refused patch installed proves no later one, and no later task installs from it', async () => {
  const undo = bash('git show HEAD:setup.py > setup.py')
  mill.model.plays([bash(writePoison)], [finish()], [undo, looksRight], [finish()], [finish()])

  const { result, said } = await work()

  const cache = join(mill.config.data_dir, 'caches/acme__web--own/data')
  expect(said.filter((line) => line.startsWith('setup: again'))).not.toEqual([])
  expect(result.outcome).toBe('validation_failed')
  expect(await readdir(cache)).toEqual(['pip-kept'])
})

test('what a red autofix installed proves nothing that follows', async () => {
  mill.model.plays([looksRight], [finish()], [finish()], [finish()])
  const autofix = 'python3 poison.py; echo >> sum.js'
  const drift = { category: 'dependency-resolution' as const, autofix }

  const { result, said } = await work(redTask(redSha, { trust: 'own' }, drift))

  expect(said).toContain('autofix: did not settle it')
  expect(result.outcome).toBe('validation_failed')
})
