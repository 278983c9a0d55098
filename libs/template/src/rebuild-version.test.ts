import { expect, test } from 'vitest'
import { loadPrompts } from './load-prompts.ts'
import { nonce, promptFolder } from './prompt-folder.fixture.ts'
import { rebuildVersion } from './rebuild-version.ts'
import { TemplateError } from './template-error.ts'

const values = { repo: 'acme/web', evidence: 'it broke' }

async function kept() {
  await using folder = await promptFolder()
  const template = (await loadPrompts(folder.path)).find('fix_lint')
  return { template, version: { name: 'all', hash: template.hash, files: template.files } }
}

test('a version that was kept renders as it did, whatever became of the folder', async () => {
  const { template, version } = await kept()

  const again = rebuildVersion(version)

  expect(again.hash).toBe(template.hash)
  expect(again.render(values, { nonce })).toEqual(template.render(values, { nonce }))
  expect(again).toMatchObject({ serves: template.serves, limits: template.limits })
})

test('a text of another hash, without its partial, or of one repository is refused', async () => {
  const { version } = await kept()
  const [main, ...partials] = version.files
  if (!main) throw new Error('a version has a file')
  const check = (change: Partial<typeof version>) =>
    expect(() => rebuildVersion({ ...version, ...change })).toThrow(TemplateError)

  check({ hash: `sha256:${'0'.repeat(64)}` })
  check({ files: [main] })
  check({ files: [{ ...main, text: `${main.text}!` }, ...partials] })
  check({ files: [{ ...main, path: 'repos/acme__web/all.prompt.md' }, ...partials] })
  check({ files: [] })
})
