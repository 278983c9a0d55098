import { caseCollision } from './form/case-collision.ts'
import { hiddenUnicode } from './form/hidden-unicode.ts'
import { longLine } from './form/long-line.ts'
import { lookAlike } from './form/look-alike.ts'
import { protectedPath } from './form/protected-path.ts'
import { secret } from './form/secret.ts'
import { specialFiles } from './form/special-files.ts'
import { tooLarge } from './form/too-large.ts'
import { unsafePath } from './form/unsafe-path.ts'
import { apiContract } from './risk/api-contract.ts'
import { assertionsImported } from './risk/assertions-imported.ts'
import { checkCommand } from './risk/check-command.ts'
import { constantDisguised } from './risk/constant-disguised.ts'
import { constantResult } from './risk/constant-result.ts'
import { databaseMigration } from './risk/database-migration.ts'
import { equalityChanged } from './risk/equality-changed.ts'
import { expectedInSource } from './risk/expected-in-source.ts'
import { failureSoftened } from './risk/failure-softened.ts'
import { leftToPeople } from './risk/left-to-people.ts'
import { looksAround } from './risk/looks-around.ts'
import { perhapsUnchecked } from './risk/perhaps-unchecked.ts'
import { productionDeployment } from './risk/production-deployment.ts'
import { saysGenerated } from './risk/says-generated.ts'
import { securitySensitive } from './risk/security-sensitive.ts'
import { specialCase } from './risk/special-case.ts'
import { testEdit } from './risk/test-edit.ts'
import { testInSource } from './risk/test-in-source.ts'
import { testMocked } from './risk/test-mocked.ts'
import { toleranceGrown } from './risk/tolerance-grown.ts'
import { touchesTests } from './risk/touches-tests.ts'
import { typeAsserted } from './risk/type-asserted.ts'
import type { Rule } from './rule.ts'
import { assertionEmpty } from './weakening/assertion-empty.ts'
import { assertionLoosened } from './weakening/assertion-loosened.ts'
import { assertionNotAwaited } from './weakening/assertion-not-awaited.ts'
import { assertionRemoved } from './weakening/assertion-removed.ts'
import { checkDisabled } from './weakening/check-disabled.ts'
import { comparisonRigged } from './weakening/comparison-rigged.ts'
import { compilerOptions } from './weakening/compiler-options.ts'
import { coverageLowered } from './weakening/coverage-lowered.ts'
import { expectedPasted } from './weakening/expected-pasted.ts'
import { failureSwallowed } from './weakening/failure-swallowed.ts'
import { packageScripts } from './weakening/package-scripts.ts'
import { runnerConfig } from './weakening/runner-config.ts'
import { runnerSniffing } from './weakening/runner-sniffing.ts'
import { snapshotFlood } from './weakening/snapshot-flood.ts'
import { testCommentedOut } from './weakening/test-commented-out.ts'
import { testFileRemoved } from './weakening/test-file-removed.ts'
import { testFocused } from './weakening/test-focused.ts'
import { testGuarded } from './weakening/test-guarded.ts'
import { testRemoved } from './weakening/test-removed.ts'
import { testRetried } from './weakening/test-retried.ts'
import { testReturnsEarly } from './weakening/test-returns-early.ts'
import { testRowRemoved } from './weakening/test-row-removed.ts'
import { testSkipped } from './weakening/test-skipped.ts'
import { testsLeftOut } from './weakening/tests-left-out.ts'
import { typeLoosened } from './weakening/type-loosened.ts'
import { widerLimit } from './weakening/wider-limit.ts'

/** How the patch is made: these read it to the letter, and each letter few times. */
export const formRules: readonly Rule[] = [
  ...[unsafePath, caseCollision, ...specialFiles, protectedPath, tooLarge, longLine],
  ...[hiddenUnicode, lookAlike, secret],
]

/** Whether it cheats, and what it puts at risk: these read what `readable` leaves of the lines. */
export const contentRules: readonly Rule[] = [
  ...[testFileRemoved, testRemoved, testSkipped, testFocused, testReturnsEarly],
  ...[testCommentedOut, testGuarded, testRowRemoved, testRetried, testsLeftOut],
  ...[
    assertionRemoved,
    assertionLoosened,
    assertionEmpty,
    assertionNotAwaited,
    widerLimit,
    snapshotFlood,
  ],
  ...[comparisonRigged, expectedPasted],
  ...[checkDisabled, typeLoosened, compilerOptions, failureSwallowed, coverageLowered],
  ...[packageScripts, runnerConfig, runnerSniffing],
  ...[
    testEdit,
    testInSource,
    testMocked,
    assertionsImported,
    equalityChanged,
    constantResult,
    constantDisguised,
    specialCase,
    expectedInSource,
    toleranceGrown,
    looksAround,
    touchesTests,
    typeAsserted,
    saysGenerated,
    perhapsUnchecked,
    failureSoftened,
    checkCommand,
  ],
  ...[databaseMigration, apiContract, securitySensitive, productionDeployment],
  ...leftToPeople,
]

export const allRules: readonly Rule[] = [...formRules, ...contentRules]
