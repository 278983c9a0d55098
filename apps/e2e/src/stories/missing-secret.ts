import { nothingPushed, oneComment } from './expectations.ts'
import { modelRequests } from './model-requests.ts'
import type { Story } from './story.ts'
import { nodePackage, workflow } from './workflow.ts'

const repo = 'acme/release'

/** e. A missing secret is a person's business, and a person hears of it. */
export const missingSecret: Story = {
  id: 'e',
  title: 'missing secret',
  repo,
  base: {
    ...nodePackage('release'),
    '.github/workflows/ci.yml': workflow('sh scripts/check.sh'),
    'scripts/check.sh': 'echo nothing to publish yet\n',
  },
  change: {
    '.github/workflows/ci.yml': workflow('sh scripts/check.sh', {
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
    const told = world.receiver.received().filter((r) => r.body.includes(repo))
    return [
      ...(await nothingPushed(world, missingSecret)),
      ...(await oneComment(world, missingSecret, 'ESCALATE', 'secret-missing')),
      ...(told.length === 1 ? [] : [`${told.length} notifications instead of one`]),
      ...(modelRequests(world, repo).length === 0 ? [] : ['the model was asked']),
    ]
  },
}
