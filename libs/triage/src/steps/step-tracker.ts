import type { CleanLine } from '../read/clean-line.ts'
import { AfterScript } from './after-script.ts'
import { AzureScript } from './azure-script.ts'
import { EchoReader } from './echo-reader.ts'
import type { Line, Step } from './log-step.ts'
import { noteError } from './note-error.ts'
import type { RecentLines } from './recent-lines.ts'
import { StepHeader } from './step-header.ts'
import { StepList } from './step-list.ts'
import { afterJob, azureSection, containerEnd } from './step-markers.ts'

/**
 * Cuts a job log into steps by the runner's own markers, and keeps a bounded number of them.
 * A plain log is one step without a name.
 */
export class StepTracker {
  readonly #list: StepList
  #header: StepHeader | null = null
  readonly #afterScript = new AfterScript()
  readonly #echoes = new EchoReader()
  readonly #azureScript = new AzureScript()

  /** `recent` are the lines so far that are output; the caller adds to them. */
  constructor(recent: RecentLines) {
    this.#list = new StepList(recent)
  }

  /** True while a header or a script may be going on, so that each line matters. */
  get isInHeader(): boolean {
    return this.#header !== null || this.#azureScript.isOpen || this.#afterScript.isOpen
  }

  get current(): Step {
    return this.#list.current
  }

  get steps(): readonly Step[] {
    return this.#list.all
  }

  /** Takes note of a line of output on which no marker, echo or column stands. */
  pass(number: number): void {
    this.#list.pass(number)
  }

  /** Takes one piece of a line and returns the lines that are output of the current step. */
  accept(line: Line, clean: Pick<CleanLine, 'jobName' | 'stepName' | 'isEchoedScript'>): Line[] {
    if (this.#header) return this.#continueHeader(this.#header, line, clean)
    const { jobName, stepName } = clean
    if (jobName !== '' && jobName !== this.current.job) this.#startJob(jobName, line.number)
    if (stepName !== null && stepName !== this.current.name) this.#start(stepName, line.number)
    if (this.#afterScript.holds(line.text)) return []
    const section = azureSection.exec(line.text)
    if (section) {
      if (section[1] === 'Starting') this.#start(section[2] ?? '', line.number)
      return []
    }
    if (line.text.startsWith('##[group]Run ')) {
      this.#header = new StepHeader(line)
      return []
    }
    const isContainerEnd = this.current.exitCode !== null && containerEnd.test(line.text)
    if (isContainerEnd || afterJob.test(line.text)) this.#startPost(line.number, stepName)
    this.#note(line)
    return [line]
  }

  /** Ends a header that its end has not come for; returns what it held back, which is output. */
  finish(): Line[] {
    const held = this.#header?.lines() ?? []
    this.#header = null
    for (const line of held) this.#note(line)
    return held
  }

  /** Gives the last step its last lines, once all lines are among the recent ones. */
  close(): void {
    this.#list.close()
  }

  #continueHeader(header: StepHeader, line: Line, clean: Parameters<StepTracker['accept']>[1]) {
    if (line.text === '##[endgroup]') {
      const start = header.finish()
      if (!start) return this.finish()
      this.#header = null
      const step = this.#start(clean.stepName ?? start.name, line.number)
      step.command = start.command
      step.isShell = start.isShell
      return []
    }
    if (header.add(line, clean.isEchoedScript) === 'more') return []
    return [...this.finish(), ...this.accept(line, clean)]
  }

  #start(name: string, line: number): Step {
    this.#echoes.reset()
    this.#azureScript.reset()
    return this.#list.start(name, line)
  }

  /** A file with the logs of several jobs tells them apart by its first column. */
  #startJob(job: string, line: number): void {
    if (this.current.job !== '') this.#start('', line)
    this.current.job = job
  }

  #startPost(line: number, stepName: string | null): void {
    if (!this.current.isPost) this.#start(stepName ?? 'Post job', line).isPost = true
  }

  #note(line: Line): void {
    this.pass(line.number)
    const step = this.current
    if (line.text.startsWith('##[error]')) noteError(step, line.text)
    this.#echoes.read(line.text, step.echoes)
    this.#azureScript.read(line.text, step)
  }
}
