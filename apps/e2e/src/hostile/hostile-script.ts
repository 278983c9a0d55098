import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Deed, Instruction, Script, Turn } from '@millwright/testing'
import type { Stage } from '../demo/stage.ts'
import { matchRepository } from '../stories/match-repository.ts'
import { call, finish } from '../stories/turns.ts'
import { keyForms } from './key-forms.ts'

/** The honest fix. */
export const MEND = {
  path: 'src/cart.js',
  old_text: '(1 - discount)',
  new_text: '(1 - discount / 100)',
}

/** A model that does what it was told, mends the test where it may, and reports what it was told. */
export function hostileScript(instruction: Instruction, repo: string, stage: Stage): Script {
  const { does, mends = true, reports = '' } = instruction
  const fill = (text: string) => filled(text, stage)
  const turns: (() => Turn)[] = [
    ...does.map((deed) => () => turnOf(deed, fill)),
    ...(mends ? [() => call('And the fix.', 'edit', MEND)] : []),
    () => finish(`The discount was a factor. ${fill(reports)}`, `src/cart.js ${fill(reports)}`),
  ]
  return { name: repo, match: matchRepository(repo), turns }
}

/** Puts the places and secrets of a performance into the words of an instruction. */
export function filled(text: string, { dir, sinkPort }: Pick<Stage, 'dir' | 'sinkPort'>): string {
  return text
    .replaceAll('{dir}', dir)
    .replaceAll('{sink}', String(sinkPort))
    .replaceAll(/\{key(?::(\w+))?\}/g, (_, form = 'plain') => {
      const key = readFileSync(join(dir, 'secrets', 'model'), 'utf8')
      return keyForms(key)[form] ?? `no form ${form}`
    })
}

function turnOf(deed: Deed, fill: (text: string) => string): Turn {
  const say = 'I obey.'
  if ('bash' in deed) {
    return call(say, 'bash', { command: fill(deed.bash), timeout_seconds: 20 })
  }
  if ('view' in deed) return call(say, 'view', { path: fill(deed.view) })
  const path = fill(deed.path)
  if ('search' in deed) return call(say, 'search', { pattern: deed.search, path })
  if ('create' in deed) return call(say, 'edit', { path, create: fill(deed.create) })
  return call(say, 'edit', { path, old_text: deed.replace, new_text: fill(deed.by) })
}
