export { type OpenWorkspaceOptions, openWorkspace } from './open-workspace.ts'
export { sweepWorkspaces } from './sweep-workspaces.ts'
export type { Workspace } from './workspace.ts'
export { WorkspaceError, type WorkspaceErrorCode } from './workspace-error.ts'
