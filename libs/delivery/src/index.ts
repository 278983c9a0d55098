export { commitMessage, revertMessage } from './commit-message.ts'
export { findIssue } from './find-issue.ts'
export type { IncidentView } from './incident-view.ts'
export { isOwnCommit, taskOfCommit } from './is-own-commit.ts'
export {
  findPublished,
  type PublishOptions,
  type PublishResult,
  publishCommit,
} from './publish-commit.ts'
export { renderAnswer } from './render-answer.ts'
export { checkId, renderCheck } from './render-check.ts'
export { renderComment } from './render-comment.ts'
export { issueMarker, renderIssue } from './render-issue.ts'
export { renderNote } from './render-note.ts'
export { findReverted, type RevertOptions, revertCommit } from './revert-commit.ts'
export { type CommentMemory, upsertComment } from './upsert-comment.ts'
