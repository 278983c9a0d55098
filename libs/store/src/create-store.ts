import type { Redis } from 'ioredis'
import { addAudit, listAudit } from './audit.ts'
import { listReservations, readSpend, reserve, settle } from './budget.ts'
import { changeTask } from './change-task.ts'
import { countTasks } from './count-tasks.ts'
import { createTask } from './create-task.ts'
import { addDecision, pageDecisions } from './decisions.ts'
import { addToDigest, dropDigest, takeDigest } from './digests.ts'
import { addEvent, hasEvent, readEvents } from './events.ts'
import { getFailure, saveFailure } from './failures.ts'
import { failuresOfCause } from './failures-of-cause.ts'
import { figureStore } from './figure-store.ts'
import { getIncident, openIncidents, saveIncident } from './incidents.ts'
import { dropIntent, getIntent, putIntent } from './intents.ts'
import { keys } from './keys.ts'
import { leadStore } from './lead-store.ts'
import { KEEP_SECONDS } from './limits.ts'
import { listTasks } from './list-tasks.ts'
import { oldestTask } from './oldest-task.ts'
import { pageIncidents } from './page-incidents.ts'
import { pageRows, pageTasks } from './page-tasks.ts'
import { clearPause, listPauses, setPause } from './pauses.ts'
import { listPromptUses } from './prompt-uses.ts'
import { getPromptVersion, listPromptVersions, savePromptVersion } from './prompt-versions.ts'
import { readPromptsInUse, savePromptsInUse } from './prompts-in-use.ts'
import { tasksOfPullRequest } from './pull-request-tasks.ts'
import { pullSwitchedOffBy, switchPull } from './pull-switch.ts'
import { readTask } from './read-tasks.ts'
import { changeRollout, getRollout, listRollouts } from './rollouts.ts'
import type { Store } from './store.ts'
import { tidyTasks } from './tidy-tasks.ts'
import { type Keep, keepAsLimited } from './trim-tasks.ts'
import { verifyAudit } from './verify-audit.ts'

/** The store over one connection, which stays the caller's. Who creates tasks says what is kept. */
export function createStore(redis: Redis, keep: Keep = keepAsLimited): Store {
  return {
    createTask: (record) => createTask(redis, record, { keep }),
    getTask: (taskId) => readTask(redis, taskId),
    listTasks: (filter) => listTasks(redis, filter),
    pageTasks: (search) => pageTasks(redis, search),
    pageRows: (search) => pageRows(redis, search),
    tidyTasks: () => tidyTasks(redis, keep),
    countTasks: () => countTasks(redis),
    oldestTask: (state) => oldestTask(redis, state),
    changeTask: (taskId, from, change) => changeTask(redis, taskId, from, change),
    tasksOfPullRequest: (repo, place) => tasksOfPullRequest(redis, repo, place),
    saveFailure: (record) => saveFailure(redis, record),
    getFailure: (failureId) => getFailure(redis, failureId),
    failuresOfCause: (repo, fingerprint) => failuresOfCause(redis, repo, fingerprint),
    getIncident: (repo, key) => getIncident(redis, repo, key),
    saveIncident: (incident) => saveIncident(redis, incident),
    openIncidents: (repo) => openIncidents(redis, repo),
    pageIncidents: (search) => pageIncidents(redis, search),
    addDecision: (decision) => addDecision(redis, decision),
    listDecisions: async (filter) => (await pageDecisions(redis, filter)).items,
    pageDecisions: (filter) => pageDecisions(redis, filter),
    addEvent: (event) => addEvent(redis, event),
    readEvents: (filter) => readEvents(redis, filter),
    hasEvent: (id) => hasEvent(redis, id),
    switchPull: (repo, pr, offBy) => switchPull(redis, repo, pr, offBy),
    pullSwitchedOffBy: (repo, pr) => pullSwitchedOffBy(redis, repo, pr),
    setPause: (pause) => setPause(redis, pause),
    clearPause: (scope) => clearPause(redis, scope),
    listPauses: () => listPauses(redis),
    reserve: (reservation, limits) => reserve(redis, reservation, limits),
    settle: (id, usd) => settle(redis, id, usd),
    listReservations: () => listReservations(redis),
    readSpend: (scopes) => readSpend(redis, scopes),
    getMark: (name) => redis.get(keys.mark(name)),
    setMark: async (name, mark) => {
      await redis.set(keys.mark(name), mark, 'EX', KEEP_SECONDS)
    },
    endSession: async (id, until) => {
      await redis.set(keys.endedSession(id), '1', 'PXAT', until.getTime())
    },
    isSessionEnded: async (id) => (await redis.exists(keys.endedSession(id))) === 1,
    putIntent: (key, value) => putIntent(redis, key, value),
    getIntent: (key) => getIntent(redis, key),
    dropIntent: (key) => dropIntent(redis, key),
    addToDigest: (target, name, text) => addToDigest(redis, target, name, text),
    takeDigest: (target, id) => takeDigest(redis, target, id),
    dropDigest: (id) => dropDigest(redis, id),
    addAudit: (action, key) => addAudit(redis, action, key),
    listAudit: (filter) => listAudit(redis, filter),
    verifyAudit: () => verifyAudit(redis),
    ...figureStore(redis),
    savePromptVersion: (version, isNewest) => savePromptVersion(redis, version, isNewest),
    getPromptVersion: (hash) => getPromptVersion(redis, hash),
    listPromptVersions: (name) => listPromptVersions(redis, name),
    savePromptsInUse: (state) => savePromptsInUse(redis, state),
    readPromptsInUse: () => readPromptsInUse(redis),
    getRollout: (name) => getRollout(redis, name),
    listRollouts: () => listRollouts(redis),
    changeRollout: (name, change) => changeRollout(redis, name, change),
    listPromptUses: (hash) => listPromptUses(redis, hash),
    ...leadStore(redis),
  }
}
