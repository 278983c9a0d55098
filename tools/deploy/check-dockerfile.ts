import { checkInstruction, copiedFrom, type DockerfileContext } from './check-instruction.ts'
import { content, dockerfileStages, keyword, type Stage } from './dockerfile-stages.ts'
import type { Finding } from './finding.ts'

/** Rules of our own for Dockerfiles, in the manner of hadolint, which is not to be had everywhere. */
export function checkDockerfile(text: string, context: DockerfileContext): Finding[] {
  const stages = dockerfileStages(text)
  const used = stages.flatMap(({ from, instructions }) => [from, ...instructions.map(copiedFrom)])
  return stages.flatMap((stage, place) => {
    const earlier = stages.slice(0, place).map(({ name }) => name)
    return [
      ...checkBase(stage, earlier),
      ...stage.instructions.flatMap((each) =>
        checkInstruction(each, { stage: stage.name, earlier, context }),
      ),
      ...(used.includes(stage.name) ? [] : checkFinal(stage)),
    ]
  })
}

function checkBase({ name, from }: Stage, earlier: readonly string[]): Finding[] {
  if (earlier.includes(from) || /:\d+\.\d+\.\d+[\w.-]*(@sha256:[0-9a-f]{64})?$/.test(from))
    return []
  return [{ rule: 'pinned-base', at: name, why: `${from} names no exact version` }]
}

/** Of an image that is run: an ordinary user in the end, and a way to tell whether it works. */
function checkFinal({ name, instructions }: Stage): Finding[] {
  const findings: Finding[] = []
  const user = instructions.findLast((each) => keyword(each) === 'USER')
  if (!user || !/^[1-9]\d*(:[1-9]\d*)?$/.test(content(user))) {
    findings.push({ rule: 'user', at: name, why: 'end with a USER that is a number and not root' })
  }
  for (const needed of ['HEALTHCHECK', 'CMD']) {
    if (instructions.some((each) => keyword(each) === needed)) continue
    findings.push({ rule: needed.toLowerCase(), at: name, why: `there is no ${needed}` })
  }
  return findings
}
