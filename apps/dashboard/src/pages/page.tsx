import type { ComponentChildren } from 'preact'
import { views } from '../shell/views.ts'
import { ApprovalsPage } from './approvals/approvals-page.tsx'
import { AuditPage } from './audit/audit-page.tsx'
import { IncidentsPage } from './incidents/incidents-page.tsx'
import { MetricsPage } from './metrics/metrics-page.tsx'
import { NowPage } from './now/now-page.tsx'
import { RepositoriesPage } from './repositories/repositories-page.tsx'
import { SettingsPage } from './settings/settings-page.tsx'
import { TaskPage } from './task/task-page.tsx'
import { TasksPage } from './tasks/tasks-page.tsx'
import { TemplatePage } from './templates/template-page.tsx'
import { TemplatesPage } from './templates/templates-page.tsx'

/** The page behind a path. */
export function Page({ path: [name = '', id] }: { path: readonly string[] }): ComponentChildren {
  if (name === 'tasks' && id !== undefined) return <TaskPage id={id} />
  if (name === 'templates' && id !== undefined) return <TemplatePage name={id} />
  const Found = pages.get(name)
  return Found ? <Found /> : <p>There is no page under this address.</p>
}

const pages = new Map<string, () => ComponentChildren>([
  ['', NowPage],
  ['tasks', TasksPage],
  ['approvals', ApprovalsPage],
  ['incidents', IncidentsPage],
  ['repositories', RepositoriesPage],
  ['templates', TemplatesPage],
  ['metrics', MetricsPage],
  ['audit', AuditPage],
  ['settings', SettingsPage],
])

/** The heading of the page behind a path. */
export function titleOf([name = '', id]: readonly string[]): string {
  if (id !== undefined) return id
  return views.find((view) => view.name === name)?.title ?? 'Not found'
}
