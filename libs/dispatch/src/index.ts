export { type Choice, decide } from './decide.ts'
export type { Facts } from './facts.ts'
