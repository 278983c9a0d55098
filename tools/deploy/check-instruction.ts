import { Copy, type Instruction } from 'dockerfile-ast'
import { argumentsOf, content, keyword } from './dockerfile-stages.ts'
import type { Finding } from './finding.ts'

export interface DockerfileContext {
  /** Whether a path of the build context is there and not left out by the ignore file. */
  has(path: string): boolean
}

interface Place {
  readonly stage: string
  /** The names of the stages before this one. */
  readonly earlier: readonly string[]
  readonly context: DockerfileContext
}

/** The rules that one instruction alone can break. */
export function checkInstruction(each: Instruction, place: Place): Finding[] {
  return [checkAdd, checkCopy, checkRun, checkSecrets, checkForm].flatMap((rule) =>
    rule(each, place),
  )
}

/** The stage that a COPY takes its files from; null for the build context. */
export function copiedFrom(each: Instruction): string | null {
  return each instanceof Copy ? (each.getFromFlag()?.getValue() ?? null) : null
}

function checkAdd(each: Instruction, { stage }: Place): Finding[] {
  if (keyword(each) !== 'ADD') return []
  return [{ rule: 'no-add', at: stage, why: 'ADD fetches and unpacks: use COPY' }]
}

function checkCopy(each: Instruction, { stage, earlier, context }: Place): Finding[] {
  if (keyword(each) !== 'COPY') return []
  const from = copiedFrom(each)
  if (from !== null) {
    if (earlier.includes(from)) return []
    return [{ rule: 'copy-source', at: stage, why: `there is no earlier stage ${from}` }]
  }
  return argumentsOf(each)
    .slice(0, -1)
    .filter((path) => !context.has(path))
    .map((path) => ({ rule: 'copy-source', at: stage, why: `${path} is not in the build context` }))
}

function checkRun(each: Instruction, { stage }: Place): Finding[] {
  if (keyword(each) !== 'RUN' || !content(each).includes('apt-get install')) return []
  const findings: Finding[] = []
  if (!content(each).includes('--no-install-recommends')) {
    findings.push({
      rule: 'apt-recommends',
      at: stage,
      why: 'install without recommended packages',
    })
  }
  if (!content(each).includes('rm -rf /var/lib/apt/lists/*')) {
    findings.push({
      rule: 'apt-lists',
      at: stage,
      why: 'the same RUN must remove the package lists',
    })
  }
  return findings
}

/** A value given by ENV or ARG can be read from the finished image. */
function checkSecrets(each: Instruction, { stage }: Place): Finding[] {
  if (!['ENV', 'ARG'].includes(keyword(each))) return []
  return argumentsOf(each)
    .map((pair) => pair.split('=')[0] ?? '')
    .filter((key) => /TOKEN|SECRET|PASSWORD|CREDENTIAL|(^|_)KEY$/i.test(key))
    .map((key) => ({ rule: 'secret', at: stage, why: `${key} would stay in the image` }))
}

/** Signals reach a command only when no shell stands before it. */
function checkForm(each: Instruction, { stage }: Place): Finding[] {
  const text = content(each).replace(/^CMD\s+/, '')
  const isCommand = ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(keyword(each))
  if (!isCommand || text.startsWith('[')) return []
  return [{ rule: 'exec-form', at: stage, why: `${keyword(each)} must be a JSON list` }]
}
