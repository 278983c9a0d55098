export { isCounted } from './reports/counted-run.ts'
export type { ReportPlace } from './reports/report-place.ts'
export { type Reproduction, reproduce } from './reproduce.ts'
export { type ProofOptions, runProofs } from './run-proofs.ts'
export {
  type Tree,
  type Validation,
  type ValidationOptions,
  validateTwice,
} from './validate-twice.ts'
