export { type Choice, decide } from './decide.ts'
export type { Facts, IncidentFacts } from './facts.ts'
export { CALLS_RESERVE } from './waits.ts'
