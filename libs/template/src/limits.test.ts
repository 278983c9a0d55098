import { expect, test } from 'vitest'
import { codeFrame } from './code-frame.ts'
import { didYouMean } from './did-you-mean.ts'
import { loadPrompts } from './load-prompts.ts'
import { createEngine } from './prompt-engine.ts'
import { nonce, promptFolder, soundPrompt } from './prompt-folder.fixture.ts'
import { readPrompts } from './read-prompts.ts'

test('a folder of more than 200 files is refused', async () => {
  await using folder = await promptFolder()
  for (let n = 0; n < 201; n += 1) await folder.write(`partials/p${n}.md`, 'x')

  await expect(loadPrompts(folder.path)).rejects.toThrow('more than 200 files')
})

test('a template of more than 200,000 characters is refused', async () => {
  await using folder = await promptFolder()
  await folder.edit('Repair {{ repo }}.', `Repair {{ repo }}.${'x'.repeat(200_000)}`)

  await expect(loadPrompts(folder.path)).rejects.toThrow('more than 200000 characters')
})

test('a template that has more than a million characters with its partials is refused', async () => {
  await using folder = await promptFolder()
  const names = [1, 2, 3, 4, 5, 6].map((n) => `big-${n}`)
  for (const name of names) await folder.write(`partials/${name}.md`, 'x'.repeat(199_000))
  const renders = names.map((name) => `{% render '${name}' %}`).join('')
  await folder.edit('Repair', `Repair{% if repo == 'never' %}${renders}{% endif %}`)

  await expect(loadPrompts(folder.path)).rejects.toThrow('more than 1000000 characters')
})

test('partials that are nested more than ten deep are refused, ten are not', async () => {
  await using folder = await promptFolder()
  const nest = async (depth: number) => {
    for (let n = 1; n < depth; n += 1) {
      await folder.write(
        `partials/deep-${n}.md`,
        n + 1 < depth ? `{% render 'deep-${n + 1}' %}` : 'x',
      )
    }
    await folder.write('partials/rules.md', "{% render 'deep-1' %}")
  }

  await nest(10)
  await expect(loadPrompts(folder.path)).resolves.toBeDefined()
  await nest(11)
  await expect(loadPrompts(folder.path)).rejects.toThrow('renders itself')
})

test('a system part of more than 50,000 characters is refused', async () => {
  await using folder = await promptFolder()
  await folder.write('partials/rules.md', 'x'.repeat(50_001))

  const render = async () => {
    const values = { repo: 'acme/web', evidence: 'it broke' }
    return (await loadPrompts(folder.path)).find('fix_lint').render(values, { nonce })
  }
  await expect(render()).rejects.toThrow('the system part is too long')
})

test('a user part of more than 200,000 characters is refused', async () => {
  await using folder = await promptFolder()
  const twice = 'repo: { type: text, trust: trusted, max_chars: 100000 }'
  const repo = 'x'.repeat(100_000)
  const render = async (text: string) => {
    await folder.write(
      'all.prompt.md',
      soundPrompt
        .replace('Repair {{ repo }}.', text)
        .replace('repo: { type: text, trust: trusted }', twice),
    )
    return (await loadPrompts(folder.path))
      .find('fix_lint')
      .render({ repo, evidence: '' }, { nonce })
  }

  await expect(render('{{ repo }}{{ repo }}')).rejects.toThrow('the user part is too long')
  expect((await render('{{ repo }}')).user.length).toBeLessThan(200_000)
})

test.each([
  ['description: Serves every kind of task.', `description: ${'x'.repeat(501)}`, 'description: '],
  ['max_chars: 1000 }', 'max_chars: 100001 }', 'inputs.evidence.max_chars: '],
  ['[A patch]', `[${'A patch, '.repeat(21)}]`, 'deliverables: '],
  ['[A patch]', `[${'x'.repeat(501)}]`, 'deliverables.0: '],
  ['[{ contains: broke }]', `[${'{ contains: broke },'.repeat(51)}]`, 'tests.0.assert: '],
  [
    '  - fixture: all.json\n    assert: [{ contains: broke }]\n',
    '  - { fixture: all.json, assert: [{ contains: broke }] }\n'.repeat(51),
    'tests: ',
  ],
])('the front matter has limits: %s', async (from, to, place) => {
  await using folder = await promptFolder()
  await folder.edit(from, to)

  await expect(loadPrompts(folder.path)).rejects.toThrow(`${place}Too big`)
})

test('a word of more than sixty letters is no slip of the hand', () => {
  const word = 'evidence'.repeat(7)

  expect(didYouMean(`${word}x`, [word])).toContain('did you mean')
  expect(didYouMean(`${word}xxxxx`, [word])).toBe('')
})

test('a frame has two lines on each side, cut to 160 characters', () => {
  const text = Array.from({ length: 9 }, (_, n) => `${n + 1}${'x'.repeat(200)}`).join('\n')

  const lines = codeFrame(text, 5, 200).split('\n')

  expect(lines.map((line) => line.slice(0, 7))).toEqual([
    '  3 | 3',
    '  4 | 4',
    '> 5 | 5',
    '  6 | 6',
    '  7 | 7',
  ])
  expect(lines.map((line) => line.length)).toEqual(lines.map(() => '> 5 | '.length + 160))
})

test('a rendering that goes on for more than a second is stopped', () => {
  const engine = createEngine({}, String)
  const all = Array.from({ length: 1_000 }, () => '')
  const loop =
    '{% for a in all %}{% for b in all %}{% for c in all %}{{ c }}{% endfor %}{% endfor %}{% endfor %}'

  expect(() => engine.parseAndRenderSync(loop, { all })).toThrow('render limit exceeded')
})

test('a rendering that would take the memory of millions of things is stopped', () => {
  const engine = createEngine({}, String)
  const loop = '{% for a in (1..10000000) %}{{ a }}{% endfor %}'

  expect(() => engine.parseAndRenderSync(loop)).toThrow('memory alloc limit exceeded')
})

test('no more than 100 problems of a folder are listed', async () => {
  await using folder = await promptFolder()
  const unknown = Array.from({ length: 101 }, (_, n) => `{{ nope${n} }}`)
  await folder.edit('Repair', unknown.join('\n'))

  expect((await readPrompts(folder.path)).problems).toHaveLength(100)
})
