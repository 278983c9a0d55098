import { afterScript, afterScriptEnd, afterScriptSection, gitLabRunner } from './step-markers.ts'

/**
 * Tells the lines of what GitLab runs after a job's script, whose failure is not the job's.
 * A program may print such lines as well, and what they hide could be the failure: they count in
 * GitLab's logs only, and the section's own marker alone in a log that has sections.
 */
export class AfterScript {
  #isOpen = false
  #isGitLab = false
  #hasSections = false
  #isElsewhere = false

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Whether this line, the next of the log, belongs to it. */
  holds(text: string): boolean {
    this.#isElsewhere ||= text.startsWith('##[')
    this.#isGitLab ||= gitLabRunner.test(text)
    this.#hasSections ||= text.startsWith('section_start:')
    if (this.#isElsewhere || afterScriptEnd.test(text)) this.#isOpen = false
    else if (this.#begins(text)) this.#isOpen = true
    return this.#isOpen
  }

  #begins(text: string): boolean {
    if (this.#hasSections) return afterScriptSection.test(text)
    return this.#isGitLab && afterScript.test(text)
  }
}
