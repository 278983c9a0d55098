import { addActions } from './routes/actions.ts'
import { addApprovals } from './routes/approvals.ts'
import { addAudit } from './routes/audit.ts'
import { addBulk } from './routes/bulk.ts'
import { addDrafts } from './routes/drafts.ts'
import { addEvents } from './routes/events.ts'
import { addIncidents } from './routes/incidents.ts'
import { addJudge } from './routes/judge.ts'
import { addMetrics } from './routes/metrics.ts'
import { addOverview } from './routes/overview.ts'
import { addPauses } from './routes/pauses.ts'
import { addReload } from './routes/reload.ts'
import { addRepositories } from './routes/repositories.ts'
import { addRollouts } from './routes/rollouts.ts'
import { addSettings } from './routes/settings.ts'
import { addStopSpending } from './routes/stop-spending.ts'
import { addTaskEvents } from './routes/task-events.ts'
import { addTasks } from './routes/tasks.ts'
import { addTemplates } from './routes/templates.ts'
import { addTranscript } from './routes/transcript.ts'
import type { StatusParts, StatusServer } from './status-parts.ts'

/** Everything that shows data or asks for an action; who may do so is settled by whoever calls. */
export function addRoutes(api: StatusServer, parts: StatusParts): void {
  addOverview(api, parts)
  addTasks(api, parts)
  addTaskEvents(api, parts)
  addTranscript(api, parts)
  addTemplates(api, parts)
  addDrafts(api, parts)
  addRollouts(api, parts)
  addReload(api, parts)
  addActions(api, parts)
  addJudge(api, parts)
  addApprovals(api, parts)
  addPauses(api, parts)
  addEvents(api, parts)
  addMetrics(api, parts)
  addAudit(api, parts)
  addStopSpending(api, parts)
  addSettings(api, parts)
  addRepositories(api, parts)
  addIncidents(api, parts)
  addBulk(api, parts)
}
