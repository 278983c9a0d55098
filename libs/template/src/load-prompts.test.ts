import { expect, test } from 'vitest'
import { loadPrompts } from './load-prompts.ts'
import { promptFolder, soundPrompt } from './prompt-folder.fixture.ts'
import { readPrompts } from './read-prompts.ts'
import { refusedModels } from './refused-models.ts'
import { TemplateError } from './template-error.ts'

/** Loads a folder whose template differs in one place, and returns the refusal. */
async function refusal(from: string, to: string): Promise<TemplateError> {
  await using folder = await promptFolder()
  await folder.edit(from, to)
  return await refused(folder.path)
}

async function refused(path: string): Promise<TemplateError> {
  const error = await loadPrompts(path).then(
    () => new Error('the folder was accepted'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof TemplateError)) throw error
  return error
}

test('a sound folder serves every kind of task', async () => {
  await using folder = await promptFolder()

  const prompts = await loadPrompts(folder.path)

  expect(prompts.names).toEqual(['all'])
  expect(prompts.find('fix_lint')).toMatchObject({ name: 'all', limits: { turns: 10 } })
  expect(() => prompts.find('escalate')).toThrow(RangeError)
})

test('broken YAML is an error with its place, never a prompt', async () => {
  const error = await refusal('limits: { turns: 10 }', 'limits: { turns: 10')

  expect(error.message).toContain('all.prompt.md:10:')
  expect(error.code).toBe('MW_TEMPLATE')
})

test('a misspelt or mistyped key is an error with its place', async () => {
  const misspelt = await refusal('deliverables:', 'delivrables:')
  const mistyped = await refusal('turns: 10', 'turns: many')

  expect(misspelt.message).toMatch(/delivrables|deliverables/)
  expect([mistyped.line, mistyped.column]).toEqual([9, 18])
  expect(mistyped.message).toContain('>  9 | limits: { turns: many }')
})

test('an unknown variable is an error with line, column and the lines around it', async () => {
  const { message } = await refusal('Repair {{ repo }}.', 'Repair {{ repo }}, {{ nope }}.')

  expect(message).toContain('all.prompt.md:21:23: unknown variable "nope"')
  expect(message).toContain('> 21 | Repair {{ repo }}, {{ nope }}.\n     |                       ^')
})

test('a declared input that nothing uses is an error at its declaration', async () => {
  const { line, message } = await refusal('Repair {{ repo }}.', 'Repair it.')

  expect(line).toBe(7)
  expect(message).toContain('"repo" is never used')
})

test('an unknown tag, filter or field is an error with its place', async () => {
  for (const [text, why] of [
    ['{{ repo | shout }}', 'undefined filter: shout'],
    ['{{ repo | raw }}', 'undefined filter: raw'],
    ["{% include 'rules' %}", 'tag "include" not found'],
    ['{% assign x = 1 %}', 'tag "assign" not found'],
    ['{{ repo.owner }}', '"repo" has no fields'],
    ['{{ repo | | }}', 'expected filter name'],
  ] as const) {
    const error = await refusal('Repair {{ repo }}.', `{{ repo }}\n  ${text}`)

    expect(error.message).toContain(why)
    expect(error.line).toBe(22)
  }
})

test('untrusted text in the system part is an error, in a partial too', async () => {
  const direct = await refusal("{% render 'rules' %}", '{{ evidence }}')
  const text = "{{ nil | default: nil, 'a\\'' | default: evidence | default: 'b' }}"
  const escaped = await refusal("{% render 'rules' %}", text)
  await using folder = await promptFolder()
  await folder.write('partials/rules.md', 'Be honest.\nSee {{ evidence }}')

  const inPartial = await refused(folder.path)

  expect(direct.message).toContain('"evidence" is untrusted and must not stand in the system part')
  expect(escaped.message).toContain('"evidence" is untrusted and must not stand in the system')
  expect([inPartial.line, inPartial.file.endsWith('rules.md')]).toEqual([2, true])
})

test('nothing may depend on untrusted text', async () => {
  for (const text of [
    "{% if evidence == 'x' %}y{% endif %}",
    '{% unless evidence %}y{% endunless %}',
    "{% case evidence %}{% when 'x' %}y{% endcase %}",
    '{% if repo %}x{% elsif evidence %}y{% endif %}',
    '{% for e in evidence %}y{% endfor %}',
    '{{ evidence | upcase }}',
    '{{ repo | default: evidence }}',
    '{{ ["evidence"] }}',
    "{% if 'a\\'' != evidence and repo != 'b' %}y{% endif %}",
    '{% if "a\\"" != evidence and repo != "b" %}y{% endif %}',
    "{{ nil | default: nil, 'a\\'' | default: evidence | default: 'b' }}",
  ]) {
    const { message } = await refusal('Repair {{ repo }}.', `{{ repo }} ${text}`)

    expect(message).toMatch(/all\.prompt\.md:21:\d+: (?:"evidence" is untrusted|brackets)/)
  }
})

test('an input that the lead cannot give is an error at its declaration', async () => {
  for (const [declared, why] of [
    ['evidnce: { type: text, trust: untrusted }', 'no value "evidnce"; did you mean "evidence"?'],
    ['author: { type: text, trust: untrusted }', 'there is no value "author"'],
    ['pr_number: { type: text, trust: trusted }', '"pr_number" is of type number'],
    ['constructor: { type: text, trust: trusted }', 'there is no value "constructor"'],
  ] as const) {
    const { line, message } = await refusal('inputs:\n', `inputs:\n  ${declared}\n`)

    expect([line, message]).toEqual([7, expect.stringContaining(why)])
  }
})

test('aliases that grow without end are an error, not a crash', async () => {
  const level = (n: number) =>
    `a${n}: &a${n} [${Array(9)
      .fill(`*a${n - 1}`)
      .join(', ')}]`
  const bomb = `a0: &a0 [x, x]\n${[1, 2, 3, 4].map(level).join('\n')}\n`

  expect((await refusal('limits:', `${bomb}limits:`)).message).toContain('aliases')
})

test('a remark may say anything, also the name of an untrusted value', async () => {
  await using folder = await promptFolder()
  await folder.edit('Repair', '{% # evidence [1] comes below %}Repair')

  await expect(loadPrompts(folder.path)).resolves.toBeDefined()
})

test('an assertion about tokens is held against the estimate', async () => {
  const few = await refusal('{ contains: broke }', '{ max_tokens: 5 }')

  expect(few.message).toMatch(/the prompt has about \d\d tokens/)
})

test('a value that others wrote cannot be declared trusted', async () => {
  const { message, line } = await refusal(
    'evidence: { type: text, trust: untrusted, max_chars: 1000 }',
    'evidence: { type: text, trust: trusted }',
  )

  expect(message).toContain('cannot be trusted')
  expect(line).toBe(8)
})

test('partials have fixed names, exist, and do not render themselves', async () => {
  for (const [text, why] of [
    ['{% render repo %}', 'in quotes'],
    ["{% render 'rules', x: repo %}", 'in quotes'],
    ["{% render '../../../etc/passwd' %}", 'there is no partial "../../../etc/passwd"'],
    ["{% render 'nope' %}", 'there is no partial "nope"; there are rules'],
  ] as const) {
    expect((await refusal('Repair {{ repo }}.', `{{ repo }} ${text}`)).message).toContain(why)
  }
  await using folder = await promptFolder()
  await folder.write('partials/rules.md', "{% render 'more' %}")
  await folder.write('partials/more.md', "{% render 'rules' %}")

  expect((await refused(folder.path)).message).toContain('renders itself: rules > more > rules')
})

test('a fixture that is missing or breaks an assertion is an error at its test', async () => {
  const missing = await refusal('fixture: all.json', 'fixture: other.json')
  const broken = await refusal('contains: broke', 'contains: mended')
  const fenced = await refusal('{ contains: broke }', '{ fenced: repo }')
  const long = await refusal('{ contains: broke }', '{ max_chars: 10 }')

  expect(missing.message).toContain('there is no fixture "other.json"')
  expect([broken.line, broken.column]).toEqual([13, 14])
  expect(broken.message).toContain('does not contain "mended"')
  expect(fenced.message).toContain('does not stand between its marks')
  expect(long.message).toMatch(/the prompt has \d+ characters/)
})

test('a template without a test is refused', async () => {
  const error = await refusal(
    'tests:\n  - fixture: all.json\n    assert: [{ contains: broke }]',
    'tests: []',
  )

  expect(error.message).toContain('tests')
})

test('the parts of a file are where the file says, and nothing stands outside of them', async () => {
  expect((await refusal('# system\n', 'hello\n# system\n')).message).toContain('no part')
  expect((await refusal('# system\n', '')).message).toContain('"# system" is missing')
  expect((await refusal('# user\n', '')).message).toContain('"# user" is missing')
  expect((await refusal('Repair', '# system\nRepair')).message).toContain('twice')
  expect((await refusal('---\n# system', '# system')).message).toContain('has no end')
})

test('a kind of task that two templates or none serve is an error', async () => {
  const none = await refusal('fix_lint, ', '')
  await using folder = await promptFolder()
  await folder.write('other.prompt.md', soundPrompt.replace('name: all', 'name: other'))

  expect(none.message).toContain('no template serves fix_lint')
  expect((await refused(folder.path)).message).toContain('"all" serves fix_test_failure already')
})

test('what keeps nothing from being used is a warning with its place', async () => {
  await using folder = await promptFolder()
  await folder.write('partials/left-over.md', 'x')
  await folder.write('fixtures/left-over.json', '{}')

  const { set, warnings } = await readPrompts(folder.path)

  expect(set).not.toBeNull()
  expect(
    warnings.map(({ file, line, problem }) => [file.split('/').at(-1), line, problem]),
  ).toEqual([
    ['left-over.md', 1, 'no template renders this'],
    ['left-over.json', 1, 'no test names this fixture'],
  ])
})

test('a model that the operator does not allow is a warning where it is asked for', async () => {
  await using folder = await promptFolder()
  await folder.edit('schema: 1\n', 'schema: 1\nmodel: another\n')

  const { set, templates } = await readPrompts(folder.path)
  const refused = refusedModels(templates, { name: 'usual', allow: [] })
  const allowed = refusedModels(templates, { name: 'usual', allow: ['another'] })

  expect(set?.find('fix_lint').model).toBe('another')
  expect(refused.map(({ line, problem }) => [line, problem])).toEqual([
    [3, 'model.allow does not name this model, so usual is asked instead'],
  ])
  expect(allowed).toEqual([])
})

test('the version changes with the text and with each partial, and with nothing else', async () => {
  await using folder = await promptFolder()
  const hash = async () => (await loadPrompts(folder.path)).find('investigate').hash
  const first = await hash()

  await folder.write('partials/unused.md', 'nobody renders this')
  const unrelated = await hash()
  await folder.edit('turns: 10 }', 'turns: 10 } # a remark')
  const remark = await hash()
  await folder.edit('Repair', 'Mend')
  const text = await hash()
  await folder.edit('turns: 10', 'turns: 9')
  const front = await hash()
  await folder.edit('Repair', 'Repair')
  await folder.write('partials/rules.md', 'Be very honest.\n')
  const partial = await hash()

  expect([unrelated, remark]).toEqual([first, first])
  expect(new Set([first, text, front, partial]).size).toBe(4)
})
