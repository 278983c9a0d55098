import { ECHOES_MAX } from '../limits.ts'
import type { Echo } from './log-step.ts'

const scriptName = /^> (?:\S{1,200}@\S{0,100} )?([\w:.-]{1,60})(?: \/\S{0,300})?$/
const scriptCommand = /^(?:>|\$) (\S.{0,1000})$/

/** What npm, pnpm and yarn print before a command they run. */
const [PROMPT, DOLLAR] = [0x3e, 0x24]

/** Whether a line that begins with this byte may be read as an echo. */
export function mayBeEcho(first: number): boolean {
  return first === PROMPT || first === DOLLAR
}

/**
 * Reads the commands that package managers print before they run them: npm and pnpm print
 * `> name@version script` and then `> command`, yarn prints `$ command`.
 */
export class EchoReader {
  #script = ''

  /** Forgets the script of the step before. */
  reset(): void {
    this.#script = ''
  }

  /** Adds the command that this line echoes, if it is one and there is room for it. */
  read(text: string, echoes: Echo[]): void {
    if (!text.startsWith('> ') && !text.startsWith('$ ')) return
    const script = scriptName.exec(text)?.[1]
    if (script && text.includes('@')) {
      this.#script = script
      return
    }
    const command = scriptCommand.exec(text)?.[1]
    if (command && echoes.length < ECHOES_MAX) echoes.push({ script: this.#script, command })
  }
}
