export { checkPatch } from './check-patch.ts'
export { gateRepository } from './gate-repository.ts'
export { objectionToIndex } from './objection-to-index.ts'
