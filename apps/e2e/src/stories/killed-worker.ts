import { noTurnPaidTwice, oneComment, oneGreenCommit } from './expectations.ts'
import { matchRepository } from './match-repository.ts'
import type { Story } from './story.ts'
import { call, finish } from './turns.ts'
import { nodePackage, workflow } from './workflow.ts'

const repo = 'acme/units'

/** g. A worker is killed in the middle of the agent loop; another finishes its work. */
export const killedWorker: Story = {
  id: 'g',
  title: 'worker killed half way',
  repo,
  base: {
    ...nodePackage('units'),
    '.github/workflows/ci.yml': workflow('sh test/run.sh'),
    'bin/units.sh': `# Usage: sh bin/units.sh METRES; prints centimetres.
echo $(($1 * 100))
`,
    'test/run.sh': `failed=0
check() {
  if [ "$2" = "$3" ]; then
    echo "ok $1"
  else
    echo "not ok $1"
    echo "  expected: $3"
    echo "  actual: $2"
    failed=1
  fi
}
echo 1..2
check "1 - one metre is 100 centimetres" "$(sh bin/units.sh 1)" 100
check "2 - nothing is nothing" "$(sh bin/units.sh 0)" 0
exit $failed
`,
  },
  change: {
    'bin/units.sh': `# Usage: sh bin/units.sh METRES; prints centimetres.
metres=$1
echo $((metres * 10))
`,
  },
  branch: 'feat/names',
  pullRequest: { title: 'Name the argument', body: '' },
  script: () => ({
    name: repo,
    match: matchRepository(repo),
    turns: [
      () =>
        call('A metre has 100 centimetres.', 'edit', {
          path: 'bin/units.sh',
          old_text: 'metres * 10)',
          new_text: 'metres * 100)',
        }),
      () => call('I run the tests.', 'bash', { command: 'sleep 6; sh test/run.sh' }),
      () => finish('The factor was 10 instead of 100.', 'bin/units.sh multiplies by 100.'),
    ],
  }),
  meanwhile: async (world) => {
    const isAtWork = (text: string) => text.includes('sleep 6')
    const event = await world.seen((e) => (e.repo === repo || isOurTask(e)) && isAtWork(e.text))
    await world.killWorkerOf(event.task_id ?? '')
  },
  ends: ['resolved'],
  check: async (world, tasks) => [
    ...(await oneGreenCommit(world, killedWorker, tasks[0])),
    ...(await oneComment(world, killedWorker, 'resolved')),
    ...noTurnPaidTwice(world, killedWorker),
    ...(world.events.some((e) => e.repo === repo && e.text.startsWith('claimed again'))
      ? []
      : ['no second worker took over']),
  ],
}

function isOurTask(event: { task_id?: string | undefined }): boolean {
  return event.task_id?.includes('acme__units') ?? false
}
