import { compileRules } from './compile-rules.ts'
import { readBuiltin } from './load-rules.ts'
import { readPrepared, writePrepared } from './prepared-rules.ts'
import { builtinFolder, readRuleFiles } from './read-rule-files.ts'

/** Makes the built-in rules ready for quick starts; a step of the build. */
export async function prepareRules(): Promise<void> {
  const sources = await readRuleFiles([builtinFolder])
  if (await readPrepared(sources)) return
  const read = await readBuiltin()
  // Compiling asks for every fact that a start will need.
  compileRules(read.packs, [], read.facts)
  await writePrepared(sources, read)
}
