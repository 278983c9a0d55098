import { atInput } from './check-names.ts'
import { didYouMean } from './did-you-mean.ts'
import { knownInputs } from './known-inputs.ts'
import type { PromptSource } from './prompt-source.ts'
import type { Report } from './template-error.ts'

/**
 * Holds the declared inputs against what the lead can give, so that a template that loads can be
 * rendered for every task.
 */
export function checkInputs(source: PromptSource, report: Report): void {
  for (const [name, input] of Object.entries(source.front.inputs)) {
    const known = Object.hasOwn(knownInputs, name) ? knownInputs[name] : undefined
    if (!known) {
      const hint = didYouMean(name, Object.keys(knownInputs))
      report(atInput(source, name, `there is no value "${name}"${hint}`))
    } else if (input.trust === 'trusted' && known.trust === 'untrusted') {
      report(atInput(source, name, `"${name}" holds what others wrote and cannot be trusted`))
    } else if (input.trust === 'untrusted' && input.type !== 'text') {
      report(
        atInput(source, name, `an untrusted input is of type text, "${name}" is ${input.type}`),
      )
    } else if (input.type !== known.type) {
      report(atInput(source, name, `"${name}" is of type ${known.type}`))
    }
  }
}
