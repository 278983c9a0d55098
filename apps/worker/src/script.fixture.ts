import { setTimeout as sleep } from 'node:timers/promises'
import { startScriptedModel } from '@millwright/testing'

type Call = { readonly name: string; readonly input: Record<string, unknown> }

/** The key that the model of the tests takes. */
export const MODEL_KEY = 'sk-ant-a-test-key'

/** A Messages server that plays what the test at hand gives it to play. */
export async function startPlays() {
  const scripts: {
    name: string
    match: () => boolean
    turns: ((request: { text: string }) => Promise<{ tools: readonly Call[] }>)[]
  }[] = []
  const model = await startScriptedModel({ scripts, apiKey: MODEL_KEY })
  let plays = 0
  let thinkingMs = 0
  let askedAt: number[] = []
  let answeredAt: number[] = []
  let heard: string[] = []
  return {
    url: model.url,
    faults: model.faults,
    /** What the model calls, turn by turn, from now on. */
    plays: (...turns: readonly (readonly Call[])[]) => {
      plays += 1
      askedAt = []
      answeredAt = []
      heard = []
      const said = turns.map((tools) => async ({ text }: { text: string }) => {
        askedAt.push(performance.now())
        heard.push(text)
        if (thinkingMs > 0) await sleep(thinkingMs)
        answeredAt.push(performance.now())
        return { tools }
      })
      scripts.splice(0, 1, { name: `play ${plays}`, match: () => true, turns: said })
    },
    /** How long each answer takes from now on, in milliseconds; none unless told. */
    thinksFor: (ms: number) => {
      thinkingMs = ms
    },
    /** The turns of this play that were paid, in the order in which they were. */
    asked: () =>
      model
        .requests()
        .filter(({ script, isAnswered }) => script === `play ${plays}` && isAnswered)
        .map(({ turn }) => turn),
    /** When the turns of this play were asked for, in milliseconds of this process. */
    askedAt: (): readonly number[] => askedAt,
    answeredAt: (): readonly number[] => answeredAt,
    /** All that each turn of this play was asked with, as one text. */
    heard: (): readonly string[] => heard,
    close: () => model.close(),
  }
}

export const bash = (command: string): Call => ({ name: 'bash', input: { command } })
export const edit = (path: string, oldText: string, newText: string): Call => ({
  name: 'edit',
  input: { path, old_text: oldText, new_text: newText },
})
export const finish = (more: Record<string, unknown> = {}): Call => ({
  name: 'finish',
  input: { cause: 'value is wrong', changed: 'value', confidence: 'high', ...more },
})
