export { type CheckPatchOptions, checkPatch } from './check-patch.ts'
export { gateRepository } from './gate-repository.ts'
