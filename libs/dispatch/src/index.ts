export { type Choice, decide } from './decide.ts'
export type { Facts, IncidentFacts } from './facts.ts'
