import { z } from 'zod'
import { labelShapes } from '../shapes/label-shapes.ts'
import { invalidField, notFound } from './api-error.ts'
import { idParam, type Route } from './route.ts'

const Wish = z.object({ labels: z.array(z.string().min(1).max(50)).min(1).max(100) })

/** Labels of pull requests; what is there already stays. */
export const labelRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/repos/:owner/:repo/issues/:number/labels',
    access: 'repository',
    needs: { anyOf: ['issues', 'pull_requests'], level: 'write' },
    handle: (request) => {
      const { world, repository } = request
      const pull = repository.pulls.find(({ number }) => number === idParam(request, 'number'))
      if (pull === undefined) throw notFound()
      const wish = Wish.safeParse(request.body)
      if (!wish.success) throw invalidField('Label', 'labels', 'invalid')
      for (const label of wish.data.labels) pull.labels.add(label)
      return { status: 200, body: labelShapes(world, repository, pull) }
    },
  },
]
