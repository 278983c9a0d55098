import { expect, test } from 'vitest'
import { loadPrompts } from './load-prompts.ts'
import { nonce, type PromptFolder, promptFolder, soundPrompt } from './prompt-folder.fixture.ts'
import { REPOS_MAX } from './read-overrides.ts'

const override = (folder: PromptFolder, from: string, to: string) =>
  folder.write(
    'repos/acme__web/all.prompt.md',
    soundPrompt.replace(from, () => to),
  )

test('a repository has a template of its own, and the others have the common one', async () => {
  await using folder = await promptFolder()
  await override(folder, 'Repair', 'Gently mend')

  const prompts = await loadPrompts(folder.path)
  const values = { repo: 'r', evidence: 'broke' }

  const own = prompts.find('fix_lint', 'Acme/web')
  const common = prompts.find('fix_lint', 'acme/other')
  expect(own.render(values, { nonce }).user).toContain('Gently mend r')
  expect(common.render(values, { nonce }).user).toContain('Repair r')
  expect([own.repo, common.repo]).toEqual(['acme__web', null])
  expect(own.hash).not.toBe(common.hash)
  expect(own.files[0]?.path).toBe('repos/acme__web/all.prompt.md')
})

test('an edit of it is another set', async () => {
  await using folder = await promptFolder()
  const none = (await loadPrompts(folder.path)).hash
  await override(folder, 'Repair', 'Mend')
  const one = (await loadPrompts(folder.path)).hash
  await override(folder, 'Repair', 'Correct')
  const other = (await loadPrompts(folder.path)).hash

  expect(new Set([none, one, other]).size).toBe(3)
})

test.each([
  ['more turns', 'turns: 10', 'turns: 11', 9, 'limits.turns has to be given and at most 10'],
  ['no word of the turns', 'limits: { turns: 10 }\n', '', 2, 'limits.turns has to be given'],
  ['another model', 'schema: 1\n', 'schema: 1\nmodel: big\n', 3, 'has to be left out'],
  ['another name', 'name: all', 'name: al', 3, 'the name is "al"'],
])('it may only narrow: %s is refused', async (_, from, to, line, why) => {
  await using folder = await promptFolder()
  await override(folder, from, to)

  await expect(loadPrompts(folder.path)).rejects.toMatchObject({
    file: expect.stringContaining('repos/acme__web/all.prompt.md'),
    line,
    problem: expect.stringContaining(why),
  })
})

test('fewer turns, and fewer kinds of task, are narrower', async () => {
  await using folder = await promptFolder()
  await override(folder, 'turns: 10', 'turns: 3')
  const turns = (await loadPrompts(folder.path)).find('fix_lint', 'acme/web').limits
  await override(folder, 'fix_lint, ', '')
  const kinds = await loadPrompts(folder.path)

  expect(turns).toEqual({ turns: 3 })
  expect(kinds.find('fix_lint', 'acme/web').repo).toBeNull()
  expect(kinds.find('fix_types', 'acme/web').repo).toBe('acme__web')
})

test('a template for a repository that replaces no common one is refused', async () => {
  await using folder = await promptFolder()
  await folder.write(
    'repos/acme__web/alll.prompt.md',
    soundPrompt.replace('name: all', 'name: alll'),
  )

  await expect(loadPrompts(folder.path)).rejects.toThrow(
    'there is no common template "alll" that can be used; did you mean "all"?',
  )
})

test(`more than ${REPOS_MAX} repositories are refused`, async () => {
  await using folder = await promptFolder()
  for (let n = 0; n <= REPOS_MAX; n += 1) await folder.write(`repos/acme__r${n}/notes.txt`, 'x')

  await expect(loadPrompts(folder.path)).rejects.toThrow(`more than ${REPOS_MAX} repositories`)
})
