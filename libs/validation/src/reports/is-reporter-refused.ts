const refused =
  /\b(?:(?:unknown|unrecogni[sz]ed|bad|invalid) (?:option|argument|parameter)|options were not recogni[sz]ed|not allowed in NODE_OPTIONS|flag provided but not defined|formatter '\w{1,20}' unknown|failed to load custom reporter|unexpected argument|found argument|several matching instances of)/i
const ours = /\b(?:json|junitxml|junit|reporter|outputFile|out|format|config|target)\b/i

/**
 * True when a runner too old for its reporter says in one line that it does not know what was asked
 * of it. Then no test ran. Any other red end, a crash above all, is a result and is never repeated.
 */
export function isReporterRefused(output: string): boolean {
  return output.split('\n').some((line) => refused.test(line) && ours.test(line))
}
