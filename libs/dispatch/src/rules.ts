import { checkIncident } from './check-incident.ts'
import { checkNewerRun } from './check-newer-run.ts'
import { checkRerun } from './check-rerun.ts'
import { notes } from './notes.ts'
import type { Rule } from './rule.ts'
import { waits } from './waits.ts'

const skip = (reason: string) => ({ answer: 'skip' as const, reason })

/** Conclusions that say something about the code or its surroundings; the others were a choice. */
const failing = new Set(['failure', 'timed_out', 'startup_failure'])

/** Every reason for leaving a red job alone, the most general first. */
export const rules: readonly Rule[] = [
  {
    name: 'repository-configured',
    check: (f) => (f.repository ? null : skip('the repository is not in the configuration')),
  },
  {
    name: 'repository-on',
    check: (f) =>
      f.repository?.mode === 'off' ? skip('the repository is switched off (mode: off)') : null,
  },
  {
    name: 'conclusion',
    check: (f) =>
      failing.has(f.conclusion) ? null : skip(`the job ended as ${f.conclusion}, not as a failure`),
  },
  {
    name: 'branch-exists',
    check: (f) => (f.branchHead === null ? skip('the branch no longer exists') : null),
  },
  {
    name: 'newest-head',
    check: (f) =>
      f.branchHead !== null && f.branchHead !== f.headSha
        ? skip(`the branch has moved on to ${f.branchHead.slice(0, 7)}`)
        : null,
  },
  { name: 'newer-run', check: checkNewerRun },
  {
    name: 'draft',
    check: (f) =>
      f.pull?.isDraft && !f.repository?.drafts ? skip('the pull request is a draft') : null,
  },
  {
    name: 'fork',
    check: (f) =>
      f.pull?.isFork && !f.repository?.forks
        ? skip('the pull request comes from a fork and forks are not enabled here')
        : null,
  },
  {
    name: 'protected-branch',
    check: (f) =>
      f.isProtectedBranch && !f.isDefaultBranch && f.verdict === 'FIXABLE'
        ? skip('the run is on a protected branch, which is never written to')
        : null,
  },
  {
    name: 'open-pull-request',
    check: (f) =>
      f.pull === null && !f.isDefaultBranch && f.verdict !== 'ESCALATE'
        ? skip('there is no open pull request to work for')
        : null,
  },
  {
    name: 'conflict',
    check: (f) =>
      f.pull?.hasConflict && f.verdict !== 'ESCALATE'
        ? skip(
            'the pull request conflicts with its base, which comes first: a new commit is looked at, or this one again after /millwright retry',
          )
        : null,
  },
  {
    name: 'own-commit',
    check: (f) =>
      f.isStrayCommit && f.verdict !== 'ESCALATE'
        ? skip(
            'the commit is one of ours that no task of this pull request made: we add nothing to it',
          )
        : null,
  },
  {
    name: 'pull-request-on',
    check: (f) =>
      f.switchedOffBy === null
        ? null
        : skip(`${f.switchedOffBy} switched Millwright off on this pull request`),
  },
  {
    name: 'cause-already-answered',
    check: (f) =>
      f.answeredBy ? skip(`${f.answeredBy} has taken up the same cause at this commit`) : null,
  },
  {
    name: 'inherited',
    check: (f) => (f.inheritedFrom ? skip(`inherited: ${f.inheritedFrom}`) : null),
  },
  { name: 'incident', check: checkIncident },
  ...waits,
  { name: 'rerun-first', check: checkRerun },
  ...notes,
]
