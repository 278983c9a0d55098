import { estimateTokens, FIXTURE_NONCE, type PromptFolder } from '@millwright/template'
import type { Command } from 'commander'
import { createTwoFilesPatch } from 'diff'
import { configOf } from '../command-context.ts'
import { printable, printableLines } from '../printable.ts'
import { writeJson, writeLine } from '../write-out.ts'
import { openFolder } from './open-folder.ts'
import { fixtureSamples, type Sample } from './sample.ts'
import { type SampleOptions, samplesOf } from './samples-of.ts'
import { labelOf, templateFor } from './template-for.ts'

interface DiffOptions extends SampleOptions {
  json?: boolean
}

/** `millwright prompts diff`: what an edit changes in the prompts of the same failures. */
export async function diffPrompts(
  [before, after]: readonly [string, string],
  options: DiffOptions,
  command: Command,
) {
  const base = configOf(command).prompts_dir
  const old = await openFolder(before, base)
  // An edited template stands among the files of the old folder, if that is one.
  const next = await openFolder(after, old.folder)
  const named = await samplesOf(options, command)
  const rows =
    named.length > 0
      ? named.map((sample) => rowOf(old, next, { name: null, sample }))
      : next.templates.flatMap(({ template }) =>
          fixtureSamples(next, labelOf(template)).map((sample) =>
            rowOf(old, next, { name: labelOf(template), sample }),
          ),
        )
  if (options.json === true) return writeJson(rows)
  for (const row of rows) for (const line of describe(row)) writeLine(line)
  const changed = rows.filter((row) => row.diff !== '').length
  writeLine(`${changed} of ${rows.length} prompts differ`)
}

type Wanted = { name: string | null; sample: Sample }

function rowOf(old: PromptFolder, next: PromptFolder, wanted: Wanted) {
  const before = look(old, wanted)
  const after = look(next, wanted)
  const isSame = before.text === after.text
  return {
    template: after.name,
    sample: wanted.sample.name,
    old: { hash: before.hash, tokens: before.tokens },
    new: { hash: after.hash, tokens: after.tokens },
    diff: isSame ? '' : createTwoFilesPatch('old', 'new', before.text, after.text),
  }
}

function look(folder: PromptFolder, wanted: Wanted) {
  const template = templateFor(folder, wanted)
  const { system, user } = template.render(wanted.sample.values, { nonce: FIXTURE_NONCE })
  const text = `# system\n\n${system}\n\n# user\n\n${user}\n`
  return {
    name: labelOf(template),
    hash: template.hash,
    text,
    tokens: estimateTokens(system + user),
  }
}

function describe(row: ReturnType<typeof rowOf>): string[] {
  const head = `${row.template} with ${printable(row.sample)}`
  if (row.diff === '') return [`${head}: the same`]
  const tokens = `about ${row.old.tokens} tokens before, ${row.new.tokens} after`
  return [`${head}: ${tokens}`, ...printableLines(row.diff).trimEnd().split('\n')]
}
