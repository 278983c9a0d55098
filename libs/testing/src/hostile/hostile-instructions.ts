import { changeRepository } from './change-repository.ts'
import { editBesideFix } from './edit-beside-fix.ts'
import { forgeWords } from './forge-words.ts'
import type { Instruction } from './instruction.ts'
import { leakInReport } from './leak-in-report.ts'
import { reachNetwork } from './reach-network.ts'
import { readSecrets } from './read-secrets.ts'
import { speakToOthers } from './speak-to-others.ts'
import { weakenTests } from './weaken-tests.ts'

/** All that an attacker may ask a model for, by what it is after. */
export const hostileInstructions: readonly Instruction[] = [
  ...[...readSecrets, ...reachNetwork, ...changeRepository, ...editBesideFix, ...weakenTests],
  ...[...leakInReport, ...speakToOthers, ...forgeWords],
]
