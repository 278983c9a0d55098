import type { Category } from '@millwright/protocol'
import { normalisePath } from '../packs/normalise-path.ts'
import type { Hit, Step } from '../steps/log-step.ts'
import { LIST, packageManagers } from './package-managers.ts'

/** Where GitHub keeps workflows; a log seldom names the file a job came from. */
const WORKFLOWS = '.github/workflows'
/** Words that other systems print in every log, and the file that each of them is configured in. */
const systems: readonly (readonly [RegExp, string])[] = [
  [
    /^travis_(?:fold|time):|\/home\/travis\/|^Your build has been stopped|Your build exited with/m,
    '.travis.yml',
  ],
  [/section_(?:start|end):\d{6,12}:|^Running with gitlab-runner /m, '.gitlab-ci.yml'],
  [/^##\[section\](?:Starting|Finishing):|##vso\[/m, 'azure-pipelines.yml'],
  [/^\[Pipeline\] |^Finished: FAILURE$/m, 'Jenkinsfile'],
  [/^\[Container\] \d{4}\/\d\d\/\d\d /m, 'buildspec.yml'],
  [/\/opt\/atlassian\/pipelines\//, 'bitbucket-pipelines.yml'],
]
const FILES_MAX = 6

/**
 * The files that a failure is about although no line of output names them: the manifest of the
 * package manager, the file that the step's command was given, the workflow itself.
 * `isNamed` when a line does name a file.
 */
export function subjectFiles(hit: Hit, step: Step, isNamed: boolean): string[] {
  const { rule } = hit
  const { category } = rule
  const script = [step.command, ...step.echoes.map((echo) => echo.command)].join('\n')
  const files = new Set<string>()
  if (dependency.has(category)) {
    const lists = given(script)
    for (const path of lists) files.add(path)
    const name = `${rule.tool ?? ''} ${rule.pack.tool} ${rule.pack.name}`
    const own = packageManagers.find(({ tool }) => tool.test(name))
    const called = own ? [] : packageManagers.filter(({ tool }) => tool.test(script)).slice(0, 2)
    for (const { manifests, lock } of own ? [own] : called) {
      for (const path of category === 'lockfile-drift' ? lock : []) files.add(path)
      // A list of requirements that was given often includes the one beside it.
      const folder = lists[0]?.replace(/[^/]{1,200}$/, '') ?? ''
      for (const path of manifests) files.add(path === LIST ? `${folder}${path}` : path)
    }
  }
  if (ofImage.has(category) && isImageBuild(step)) files.add('Dockerfile')
  const isOfSystem = !isNamed && files.size === 0 && ofSystem.has(category)
  const configuration = isOfSystem ? configurationOf(step) : null
  if (configuration) files.add(configuration)
  if (isOfWorkflow(hit, step)) files.add(WORKFLOWS)
  return [...files].slice(0, FILES_MAX)
}

/** True when what failed is a command of an image's build. */
function isImageBuild(step: Step): boolean {
  return step.tail.some(({ text }) => imageBuild.test(text))
}

const imageBuild =
  /\bfailed to solve: |\bexecutor failed running \[|^The command '.{1,300}' returned a non-zero code: \d/

const ofImage: ReadonlySet<Category> = new Set([
  'config-error',
  'missing-dependency',
  'dependency-resolution',
  'build-error',
])

/** Null when the log does not show which system ran the job. */
function configurationOf(step: Step): string | null {
  const tail = step.tail.map(({ text }) => text).join('\n')
  const other = systems.find(([words]) => words.test(tail))?.[1]
  return other ?? (step.name !== '' || tail.includes('##[') ? WORKFLOWS : null)
}

/** What the job itself sets up or passes on, where no file of the repository is named. */
const ofSystem: ReadonlySet<Category> = new Set([
  'config-error',
  'secret-missing',
  'auth-expired',
  'permission',
])

/**
 * What can only be changed in the workflow: its own syntax and permissions, the script of a step
 * that fails by itself, and the system packages that such a script installs.
 */
function isOfWorkflow({ rule, lines, before, after }: Hit, step: Step): boolean {
  if (rule.category === 'workflow-syntax') return true
  const tools = `${rule.tool ?? ''} ${rule.pack.tool} ${rule.pack.name}`
  if (rule.category === 'permission' && /\bgithub\b/.test(tools)) return true
  if (!step.isShell) return false
  if (/\b(?:apt|apt-get|dnf|yum|apk|brew|choco)\b/.test(tools)) return system.test(step.command)
  const isInline = /<<|\bpython3? -c\b|\bnode -e\b|\bruby -e\b/.test(step.command)
  return isInline && [...lines, ...before, ...after].some(({ text }) => inline.test(text))
}

const system = /\b(?:apt|apt-get|dnf|yum|apk|brew|choco) (?:.{0,200} )?(?:install|add)\b/
/** A frame in code that has no file. */
const inline = /^\s{0,20}File "<(?:stdin|string)>", line \d|^\s{0,20}at \[eval\d?\]|^-e:\d/

/** Files given to an installer: `-r requirements/dev.txt`, `--file environment.yml`. */
function given(script: string): string[] {
  const option =
    /(?:^|\s)(?:-r|--requirement|-c|--constraint|--file|-f|--manifest-path|--project|--gemfile)[ =]([\w./-]{1,200})/g
  return [...script.matchAll(option)].flatMap((match) => {
    const path = normalisePath(match[1] ?? '', [])
    return path?.includes('.') ? [path] : []
  })
}

const dependency: ReadonlySet<Category> = new Set([
  'dependency-resolution',
  'missing-dependency',
  'lockfile-drift',
])
