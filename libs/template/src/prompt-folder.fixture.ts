import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The secret that tests render with. */
export const nonce = 'a1b2c3d4e5f60718'

const types =
  'fix_test_failure, fix_lint, fix_format, fix_types, fix_build, fix_dependency, fix_config, investigate'

/** A template that serves every kind of task and passes every check. */
export const soundPrompt = `---
schema: 1
name: all
description: Serves every kind of task.
for: [${types}]
inputs:
  repo: { type: text, trust: trusted }
  evidence: { type: text, trust: untrusted, max_chars: 1000 }
limits: { turns: 10 }
deliverables: [A patch]
tests:
  - fixture: all.json
    assert: [{ contains: broke }]
---
# system

{% render 'rules' %}

# user

Repair {{ repo }}.
{{ evidence }}
`

export type PromptFolder = AsyncDisposable & {
  path: string
  /** Replaces a text of the sound template, which has to be there, and writes the file. */
  edit(from: string, to: string): Promise<void>
  write(name: string, text: string): Promise<void>
}

/** A folder of prompts in a temporary place: one sound template, one partial, one fixture. */
export async function promptFolder(): Promise<PromptFolder> {
  const path = await mkdtemp(join(tmpdir(), 'prompts '))
  const write = async (name: string, text: string) => {
    await mkdir(join(path, name, '..'), { recursive: true })
    await writeFile(join(path, name), text)
  }
  await write('all.prompt.md', soundPrompt)
  await write('partials/rules.md', 'Be honest.\n')
  await write('fixtures/all.json', JSON.stringify({ repo: 'acme/web', evidence: 'it broke' }))
  return {
    path,
    write,
    async edit(from, to) {
      if (!soundPrompt.includes(from)) throw new Error(`the sound template has no "${from}"`)
      await write(
        'all.prompt.md',
        soundPrompt.replace(from, () => to),
      )
    },
    async [Symbol.asyncDispose]() {
      await rm(path, { recursive: true, force: true })
    },
  }
}
