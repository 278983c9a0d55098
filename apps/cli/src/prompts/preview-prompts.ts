import { estimateTokens, FIXTURE_NONCE, type PromptTemplate } from '@millwright/template'
import type { Command } from 'commander'
import { configOf } from '../command-context.ts'
import { printable, printableLines } from '../printable.ts'
import { writeJson, writeLine } from '../write-out.ts'
import { openFolder } from './open-folder.ts'
import { fixtureSamples, type Sample } from './sample.ts'
import { type SampleOptions, samplesOf } from './samples-of.ts'
import { labelOf, templateFor } from './template-for.ts'

interface PreviewOptions extends SampleOptions {
  fixture?: string
  prompts?: string
  json?: boolean
}

/** `millwright prompts preview`: the prompt that a failure would lead to. No model is asked. */
export async function previewPrompts(
  name: string | undefined,
  options: PreviewOptions,
  command: Command,
) {
  const base = configOf(command).prompts_dir
  const folder = await openFolder(options.prompts ?? base, base)
  let samples = await samplesOf(options, command)
  if (samples.length === 0) {
    if (name === undefined) command.error('error: name a template, or a --log or a --task')
    const template = templateFor(folder, { name: name ?? '', sample: nothing })
    const all = fixtureSamples(folder, labelOf(template))
    const values = folder.fixtures.get(options.fixture ?? '')
    if (options.fixture === undefined) samples = all
    else if (values) samples = [{ name: options.fixture, type: null, repo: null, values }]
    else command.error(`error: there is no fixture "${options.fixture}"`)
  }
  const shown = samples.map((sample) => {
    return look(templateFor(folder, { name: name ?? null, sample }), sample)
  })
  if (options.json === true) return writeJson(shown)
  for (const one of shown) for (const line of describe(one)) writeLine(line)
}

const nothing: Sample = { name: 'nothing', type: null, repo: null, values: {} }

function look(template: PromptTemplate, sample: Sample) {
  const { system, user, cuts } = template.render(sample.values, { nonce: FIXTURE_NONCE })
  const tokens = { system: estimateTokens(system), user: estimateTokens(user) }
  const { hash, limits, model = null } = template
  return {
    template: labelOf(template),
    hash,
    sample: sample.name,
    limits,
    model,
    tokens,
    cuts,
    system,
    user,
  }
}

function describe(shown: ReturnType<typeof look>): string[] {
  const { tokens, cuts } = shown
  const total = tokens.system + tokens.user
  const parts = `system ${tokens.system}, user ${tokens.user}`
  const cut = cuts.map(({ input, chars }) => `cut: ${input}, ${chars} characters left out`)
  return [
    `${shown.template} ${shown.hash.slice(0, 19)} with ${printable(shown.sample)}`,
    `about ${total} tokens: ${parts}`,
    ...(cut.length === 0 ? ['nothing was cut'] : cut),
    '--- system',
    ...printableLines(shown.system).split('\n'),
    '--- user',
    ...printableLines(shown.user).split('\n'),
  ]
}
