import type { Repositories } from '../../api/repository-answers.ts'
import { Unloaded } from '../../parts/unloaded.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'
import { RepositoryCard } from './repository-card.tsx'

/** What is watched, and how it stands. */
export function RepositoriesPage() {
  const list = useLoaded<Repositories>('/api/v1/repositories')
  const repositories = list.value?.repositories ?? []
  return (
    <>
      <Unloaded of={list} what="the repositories" />
      {list.value && repositories.length === 0 && (
        <p class="card">
          No repository is configured. Name one under <code>repositories</code> in the
          configuration.
        </p>
      )}
      <div class="tiles">
        {repositories.map((repository) => (
          <RepositoryCard key={repository.repo} repository={repository} />
        ))}
      </div>
    </>
  )
}
