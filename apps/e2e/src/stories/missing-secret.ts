import type { World } from '../demo/world.ts'
import { nothingPushed, oneComment } from './expectations.ts'
import { modelRequests } from './model-requests.ts'
import type { Story } from './story.ts'
import { nodePackage, workflow } from './workflow.ts'

const repo = 'acme/release'
/** Of plain events GitHub makes two runs for one head: here, two red ones of one cause. */
const on = 'on: [push, pull_request]\n'

/** e. A missing secret is a person's business, and a person hears of it once. */
export const missingSecret: Story = {
  id: 'e',
  title: 'missing secret',
  repo,
  base: {
    ...nodePackage('release'),
    '.github/workflows/ci.yml': workflow('sh scripts/check.sh', { on }),
    'scripts/check.sh': 'echo nothing to publish yet\n',
  },
  change: {
    '.github/workflows/ci.yml': workflow('sh scripts/check.sh', {
      on,
      env: { REGISTRY_TOKEN: '$' + '{{ secrets.REGISTRY_TOKEN }}' },
    }),
    'scripts/check.sh': `if [ -z "$REGISTRY_TOKEN" ]; then
  echo "Error: Input required and not supplied: REGISTRY_TOKEN" >&2
  exit 1
fi
`,
  },
  branch: 'feat/publish',
  pullRequest: { title: 'Publish to the registry', body: '' },
  script: null,
  ends: ['escalated'],
  check: async (world) => {
    const problems = [
      ...(await secondRunLeftAlone(world)),
      ...(await nothingPushed(world, missingSecret)),
      ...(await oneComment(world, missingSecret, 'ESCALATE', 'secret-missing')),
    ]
    const told = world.receiver.received().filter((r) => r.body.includes(repo))
    return [
      ...problems,
      ...(told.length === 1 ? [] : [`${told.length} notifications instead of one`]),
      ...(modelRequests(world, repo).length === 0 ? [] : ['the model was asked']),
    ]
  },
}

/** Both runs are red, and of one it was decided that the other one is its answer. */
async function secondRunLeftAlone(world: World): Promise<string[]> {
  const isLeftAlone = (text: string) => text.includes('skip') && text.includes('same cause')
  const decided = await world
    .seen((e) => e.repo === repo && e.kind === 'decision' && isLeftAlone(e.text))
    .catch(() => null)
  const red = world.github
    .runs(repo)
    .filter((run) => run.attempts.at(-1)?.conclusion === 'failure')
    .map((run) => run.event)
  return [
    ...(red.toSorted().join() === 'pull_request,push' ? [] : [`the red runs are: ${red.join()}`]),
    ...(decided === null ? ['the second red run was not left alone as of the same cause'] : []),
  ]
}
