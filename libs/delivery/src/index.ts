export { commitMessage } from './commit-message.ts'
export { type PublishOptions, type PublishResult, publishCommit } from './publish-commit.ts'
export { renderComment } from './render-comment.ts'
export { upsertComment } from './upsert-comment.ts'
