export { Approval, Hold, PATCH_SHA_CHARS_MIN, PatchName, patchSha } from './approval.ts'
export { Decision, RepositoryMode, RuleAnswer } from './decision.ts'
export { Diagnosis, EvidenceLine } from './diagnosis.ts'
export { Alternative, Domain, JobPart, Phase, Transience } from './diagnosis-fields.ts'
export { Failure, failureId, RepositoryName, Sha } from './failure.ts'
export { GateFinding, GateResult, RiskClass } from './gate-result.ts'
export { hiddenCharacters, visible } from './hidden-characters.ts'
export { History, Standing } from './history.ts'
export * from './limits.ts'
export { lostTests, redWhole } from './lost-tests.ts'
export { type PathClass, pathClass } from './path-class.ts'
export { FAILED_TESTS_MAX, isMendedByPatch, isRedThenGreen, Proof, ProofSet } from './proof.ts'
export { channels, PREFIX, queues, sharedKeys, storeKeys, workerKeys } from './redis-names.ts'
export {
  Outcome,
  PATCH_BYTES_MAX,
  Report,
  ReportBody,
  TaskResult,
  TaskStep,
  Usage,
} from './report.ts'
export { SameFailure } from './same-failure.ts'
export { speakers } from './speakers.ts'
export { Priority, Task, TaskLimits, TaskType, taskId } from './task.ts'
export { isFinished, TaskRecord, TaskState } from './task-record.ts'
export { ReportFormat, TestCounts } from './test-counts.ts'
export {
  TRANSCRIPT_BYTES_MAX,
  TRANSCRIPT_CALLS_MAX,
  Transcript,
  TranscriptCall,
  TranscriptTurn,
} from './transcript.ts'
export { Category, Verdict } from './verdict.ts'
export {
  ControlMessage,
  MaintenanceJob,
  ProviderStatus,
  TimelineEvent,
  WorkerStatus,
} from './worker-status.ts'
