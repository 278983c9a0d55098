import { DockerfileParser, type Instruction } from 'dockerfile-ast'

export interface Stage {
  readonly name: string
  /** An image of somebody else's, or the name of an earlier stage. */
  readonly from: string
  readonly instructions: readonly Instruction[]
}

/** Splits a Dockerfile into its build stages; instructions before the first FROM are left out. */
export function dockerfileStages(text: string): Stage[] {
  const stages: { name: string; from: string; instructions: Instruction[] }[] = []
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const [from = '', as = '', name = ''] = argumentsOf(instruction)
    if (keyword(instruction) === 'FROM') {
      const isNamed = as.toUpperCase() === 'AS' && name !== ''
      stages.push({ name: isNamed ? name : `${stages.length}`, from, instructions: [] })
    } else stages.at(-1)?.instructions.push(instruction)
  }
  return stages
}

/** In capitals. */
export function keyword(instruction: Instruction): string {
  return instruction.getKeyword().toUpperCase()
}

export function argumentsOf(instruction: Instruction): string[] {
  return instruction.getArguments().map((argument) => argument.getValue())
}

/** The arguments as one text, continued lines joined. */
export function content(instruction: Instruction): string {
  return instruction.getArgumentsContent() ?? ''
}
