import { taskPrefix } from './task-prefix.ts'

const time = '\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?'
const date = '\\d{4}[-/]\\d\\d[-/]\\d\\d'

/** When a line was printed, in the forms of the systems that say so on every line. */
const clock = new RegExp(
  `^(?:${[
    // Jenkins pipelines, Taskcluster, Evergreen.
    `\\[(?:task )?${date}[T ]${time}Z?\\]:? ?`,
    // AppVeyor, gulp, fastlane; TeamCity adds a letter and the step.
    `\\[${time}\\](?: :[ \\t]{1,3}(?=\\[Step ))?[EWiF]?:?(?:[ \\t]{0,4}\\[Step \\d{1,3}/\\d{1,3}\\])? ?`,
    // Bazel's own CI.
    `\\(${time}\\) `,
    // Zuul with the node's name, Unity without.
    `${date} ${time} (?:\\| (?:[\\w.-]{1,60} \\| )?)?`,
    // Jenkins with its Timestamper: two spaces.
    `${time} {2}`,
    // Vercel, also on a line of its own; Netlify.
    '\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(?: |$)|\\d{1,2}:\\d\\d:\\d\\d [AP]M: ',
    // Open Build Service, and the kernel.
    `\\[ {0,6}\\d{1,6}(?:s|\\.\\d{6})\\] `,
    // Kubernetes' own CI, and others that wrap the lines of a process.
    `[IWEF]\\d{4} ${time}\\] `,
    // Bamboo.
    `(?:build|error|simple|command)\\t\\d\\d-[A-Z][a-z]{2}-\\d{4} ${time}\\t`,
    // GitLab, after a timestamp: number of the stream, and whether it goes on.
    '\\d\\d[OE]\\+? ',
  ].join('|')})`,
)

/** Which step, container or builder a line comes from. */
const source = new RegExp(
  `^(?:${[
    // Cloud Build; a build that was started by another one has two.
    '(?:Step #\\d{1,3}(?: - "[^"]{1,80}")?: ){1,2}',
    // Tekton.
    '\\[[\\w-]{1,60} : [\\w-]{1,60}\\] ',
    // Expo's builds: the phase.
    '\\[[A-Z]{2,20}(?:_[A-Z]{2,20}){1,4}\\] ',
    // Earthly.
    ' {0,40}\\+[\\w-]{1,60} (?:\\*failed\\* )?\\| ',
    // Nix, in the last lines of a builder that failed.
    ' {7}> ',
    // docker build, in the last lines of a step that failed.
    ' {0,4}=> => # ',
    // docker build and docker compose.
    '#\\d{1,4} \\d{1,6}\\.\\d{1,3} ',
    '[a-z][a-z0-9_.-]{0,60}[-_]\\d{1,3} {1,40}\\| ',
  ].join('|')})`,
)

/** Takes off what systems, containers and runners of tasks print before each line. */
export function withoutPrefix(text: string): string {
  return text.replace(clock, '').replace(source, '').replace(taskPrefix, '')
}
