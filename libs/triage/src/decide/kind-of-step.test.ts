import { expect, test } from 'vitest'
import { newStep } from '../steps/log-step.ts'
import { kindOfStep } from './kind-of-step.ts'

const stepOf = (command: string) => ({
  ...newStep(`Run ${command}`, 1),
  command,
  isShell: true,
  exitCode: 1,
})

test('a step that runs code of the repository is known by its words', () => {
  const kinds = [
    'julia --project=docs docs/make.jl',
    'cargo fmt --all',
    'npm run lint',
    'make test',
    'pnpm build',
    'docker compose run shop',
    './shop.sh',
  ].map((command) => kindOfStep(stepOf(command)))

  expect(kinds).toEqual(['docs', 'format', 'lint', 'test-error', 'build-error', 'unknown', null])
})

test('a step that may need rights has no kind, whatever else it runs', () => {
  const commands = [
    'npm run build && npm publish',
    'make test && aws s3 sync out s3://shop',
    'python tools/login.py && make build',
    'npm run check:licenses',
    'vault kv get shop/docs',
    'sops -d test.enc.yaml',
    'codesign -s "$ID" build/Shop.app',
    'bundle exec fastlane build',
    'docker compose -f docs.yml pull',
  ]

  expect(commands.map((command) => kindOfStep(stepOf(command)))).toEqual(commands.map(() => null))
})

test('only a script that failed by itself has a kind', () => {
  const step = stepOf('make test')

  const kinds = [
    kindOfStep(null),
    kindOfStep({ ...step, isShell: false }),
    kindOfStep({ ...step, exitCode: null }),
    kindOfStep({ ...step, exitCode: 0 }),
    kindOfStep({ ...step, isCancelled: true }),
  ]

  expect(kinds).toEqual([null, null, null, null, null])
})
