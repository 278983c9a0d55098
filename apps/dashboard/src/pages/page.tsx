import type { ComponentChildren } from 'preact'
import { views } from '../shell/views.ts'
import { NowPage } from './now/now-page.tsx'
import { TasksPage } from './tasks/tasks-page.tsx'

/** The page behind a path. */
export function Page({ path }: { path: readonly string[] }): ComponentChildren {
  switch (path[0] ?? '') {
    case '':
      return <NowPage />
    case 'tasks':
      return <TasksPage />
    default:
      return <p>There is no page under this address.</p>
  }
}

/** The heading of the page behind a path. */
export function titleOf([name = '', id]: readonly string[]): string {
  if (id !== undefined) return id
  return views.find((view) => view.name === name)?.title ?? 'Not found'
}
