export { AgentCheckpoint } from './agent-checkpoint.ts'
export type { AgentOptions } from './agent-options.ts'
export { type AgentOutcome, runAgent } from './run-agent.ts'
export { Finish } from './tools/finish.ts'
