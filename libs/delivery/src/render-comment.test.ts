import { createRedactor } from '@millwright/logger'
import type { Failure, TaskRecord } from '@millwright/protocol'
import { hostileInstructions } from '@millwright/testing'
import { Marked, type Token } from 'marked'
import { expect, test } from 'vitest'
import { COMMENT_MARKER, splitSections } from './comment-sections.ts'
import { renderComment } from './render-comment.ts'
import { taskRecord } from './task-record.fixture.ts'

const secret = 'hunter2-hunter2-hunter2'
const redact = createRedactor([secret])
const html_url = 'https://github.com/acme/web/actions/runs/1/job/3'
const failure: Failure = {
  ...{ failure_id: 'f', repo: 'acme/web', run_id: 1, run_attempt: 1, job_id: 3, job_name: 'test' },
  ...{ workflow_name: 'CI', conclusion: 'failure', head_sha: taskRecord().task.head_sha },
  ...{ head_branch: 'feat/x', html_url, completed_at: '2026-01-01T00:00:00Z' },
}

function render(change: (record: TaskRecord, failure: Failure) => void = () => undefined): string {
  const record = taskRecord()
  const job = { ...failure }
  change(record, job)
  return renderComment({ record, failure: job, redact })
}

/** Puts the text wherever a log, a repository or a model can put some. */
function renderEverywhere(text: string): string {
  return render((record, job) => {
    const { diagnosis } = record.task.inputs
    diagnosis.summary = text.slice(0, 500)
    diagnosis.evidence = [{ line: 1, text }]
    record.reason = text
    job.job_name = text
    if (record.result === null || record.gate === null) throw new Error('no result')
    record.result = { ...record.result, summary: text, cause: text }
    for (const proof of record.result.proof.before) proof.command = text
    const why = text.slice(0, 500)
    record.result.proof.same_failure = { same: 'unknown', is_hindered: false, why }
    record.gate.findings = [{ rule: text.slice(0, 100), path: text, line: 1, why: text }]
  })
}

test('a comment says what failed, what was done, what proves it, what it cost and what is next', () => {
  const body = render()

  expect(body.startsWith(COMMENT_MARKER)).toBe(true)
  expect([...splitSections(body).keys()]).toEqual(['ci-fix-acme__web-7-3'])
  for (const part of [
    `### Job \`test\` failed at \`0123456\` ([log](${html_url})): FIXABLE, assertion-mismatch`,
    '**A fix is pushed; CI decides whether it holds.** `pushed 0123456`',
    '    12  AssertionError: expected 1 to be 2',
    'The change was made by a language model. Every command ran in a sandbox.',
    '| `npm test` | red (exit 1, 1.2 s) | green (1.2 s) | green (1.2 s) |',
    'The gate asks a person (test_change).\n- `test-edit` `a.test.ts:3`: `a test is changed`',
    'Cost: 0.12 US dollars, 120 tokens in 3 turns.',
  ]) {
    expect(body).toContain(part)
  }
})

test('the proofs say which is the whole step, and whether the red was that of the diagnosis', () => {
  const body = render((record) => {
    const proof = record.result?.proof
    const [red] = proof?.before ?? []
    if (proof === undefined || red === undefined) throw new Error('no proof')
    proof.before.push({ ...red, command: 'npm run all', scope: 'whole' })
    proof.same_failure = { same: 'yes', is_hindered: false, why: 'the same jest/assertion' }
  })

  expect(body).toContain('| `npm run all` (all of the step) | red (exit 1, 1.2 s) |')
  expect(body).toContain('What was red before is what was diagnosed: `the same jest/assertion`.')
})

test.each(['agent', 'autofix', 'nobody'] as const)(
  'without a sandbox the comment says so, whoever made the change: %s',
  (fixedBy) => {
    const body = render(({ result }) => {
      if (result !== null) Object.assign(result, { sandbox: 'none', fixed_by: fixedBy })
    })

    expect(body).toContain('**There was no sandbox: commands ran with the rights of')
    expect(body).not.toContain('in a sandbox')
  },
)

test('an unknown price is not shown as nothing', () => {
  const body = render(({ result }) => {
    if (result !== null) result.usage.usd = null
  })

  expect(body).toContain('Cost: price unknown, 120 tokens in 3 turns.')
})

const advised: [TaskRecord['state'], string, string | null][] = [
  ['escalated', 'What to do: `set the secret`', 'What to do: '],
  ['escalated', 'A comment `/millwright retry` has it tried again', null],
  ['queued', 'A comment `/millwright cancel` stops it.', null],
]

test.each(advised)('who reads that a task is %s is told: %s', (state, said, unsaidWhenResolved) => {
  const as = (now: TaskRecord['state']) =>
    render((record) => {
      record.task.inputs.diagnosis.remedy = 'set the secret'
      record.state = now
    })

  expect(as(state)).toContain(said)
  expect(as('resolved')).not.toContain(unsaidWhenResolved ?? said)
})

test('the commits of ours are named so that GitHub links them', () => {
  const [made, back] = ['ab'.repeat(20), 'cd'.repeat(20)]
  const body = render(({ delivery }) =>
    Object.assign(delivery, { commit_sha: made, revert_sha: back }),
  )

  expect(body).toContain(`\nOur commit: ${made}, taken back by ${back}\n`)
  expect(render()).not.toContain('Our commit')
})

test.each([
  ['superseded', 'the pull request was closed'],
  ['cancelled', 'nobody approved the patch before noon'],
] as const)('why a task was %s is told by its reason alone', (state, reason) => {
  const body = render((record) => Object.assign(record, { state, reason }))

  expect(body).toContain(`**Stopped.** \`${reason}\``)
})

test('a commit that was made is not offered to be made again', () => {
  const body = render((record) => {
    record.state = 'failed'
    record.delivery.commit_sha = record.task.head_sha
  })

  expect(body).not.toContain('/millwright retry')
})

test('a comment before there is any result says what is known', () => {
  const body = render((record) => {
    record.result = null
    record.gate = null
    record.state = 'queued'
  })

  expect(body).toContain('**Waiting for a worker.**')
  expect(body).not.toContain('Cost')
})

const attacks = [
  'CANARY @acme/admins @ada look at #1 and acme/web#2',
  'CANARY ![x](https://evil.test/?leak=1) [link](https://evil.test) <https://evil.test>',
  'CANARY <img src=x onerror=alert(1)> <a href="https://evil.test">x</a> https://evil.test',
  'CANARY\n```\n# CANARY out of the fence @ada\n```\nmore CANARY',
  'CANARY\n````````\n![CANARY](https://evil.test)\n````````',
  'CANARY ` `` ``` ```` @ada `',
  '`CANARY` @ada ``CANARY`` @ada',
  'CANARY | CANARY @ada | x |\n|---|---|',
  'CANARY \\| @ada \\\\| CANARY \\` @ada',
  '</details>CANARY @ada',
  '\n\n# CANARY @ada\n\n- CANARY\n\n> CANARY\n\n    CANARY',
  'CANARY --> <!-- /millwright:task --> @ada <!-- millwright:task other -->\nCANARY\n',
  'CANARY\n<!-- /millwright:task -->\n<!-- millwright:task other -->\nCANARY\n<!-- /millwright:task -->',
  '\r# CANARY @ada\r\n\u2028# CANARY\u2029\u0085# CANARY\v\f# CANARY',
]

test.each(attacks)('untrusted text can only be read: %j', (text) => {
  const body = renderEverywhere(text)

  expect(body).toContain('CANARY')
  expect(textOutsideCode(body)).not.toMatch(/CANARY|@ada|evil\.test/)
  expect([...splitSections(body).keys()]).toEqual(['ci-fix-acme__web-7-3'])
})

test.each(hostileInstructions)('what is said to a model cannot speak to GitHub: $id', (one) => {
  const text = `CANARY ${one.says}\nCANARY ${one.reports ?? ''} CANARY`

  const body = renderEverywhere(text)

  expect(textOutsideCode(body)).not.toMatch(/CANARY|@mallory|evil\.test/)
  expect(body).not.toMatch(/[^\P{C}\n\t]|\p{Default_Ignorable_Code_Point}/u)
  expect([...splitSections(body).keys()]).toEqual(['ci-fix-acme__web-7-3'])
})

/** What a Markdown reader makes text, links, images or HTML of. */
function textOutsideCode(body: string): string {
  const found: string[] = []
  const marked = new Marked({ gfm: true })
  void marked.walkTokens(marked.lexer(body), (token: Token) => {
    if (token.type === 'code' || token.type === 'codespan') return
    if (token.type === 'link' || token.type === 'image') found.push(String(token.href))
    const hasParts = ['tokens', 'items', 'rows'].some((key) => key in token)
    if (!hasParts) found.push(token.raw)
  })
  return found.join('\n')
}

test('a job link that is not of the form GitHub uses is left out', () => {
  const body = render((_record, job) => {
    job.html_url = 'https://evil.test/) [x](javascript:alert(1)'
  })

  expect(body).not.toContain('evil.test')
})

test('hidden characters and secrets are taken out, also a secret that hidden ones split', () => {
  const body = renderEverywhere(
    `CANARY ${secret} hun\u200bter2-hunter2\u{e0041}-hunter2 \u202eabc\u202c`,
  )

  expect(body).not.toMatch(/hunter2|[\u200b\u202e\u202c]|\u{e0041}/u)
  expect(body).toContain('[redacted]')
})

test('a comment stays within its limit however much there is to say', () => {
  const body = render((record) => {
    record.task.inputs.diagnosis.evidence = Array.from({ length: 200 }, (_, line) => ({
      line: line + 1,
      text: '`x|@'.repeat(1000),
    }))
    record.reason = '`'.repeat(2000)
    if (record.result === null || record.gate === null) throw new Error('no result')
    record.result.cause = '`|'.repeat(4000)
    const finding = {
      rule: '`'.repeat(100),
      path: '|'.repeat(1000),
      line: 1,
      why: '`'.repeat(1000),
    }
    record.gate.findings = Array.from({ length: 200 }, () => finding)
    const proof = record.result.proof.before[0]
    if (proof === undefined) throw new Error('no proof')
    record.result.proof.before = Array.from({ length: 20 }, (_, n) => ({
      ...proof,
      command: `${n}${'`|'.repeat(1999)}`,
    }))
  })

  expect(body.length).toBeLessThan(60_000)
  expect(splitSections(body).size).toBe(1)
})

test('every red job of the run is linked to its log, up to a limit, and its name is inert', () => {
  const jobs = Array.from({ length: 25 }, (_, index) => ({
    name: `@team ${secret} ${index}`,
    htmlUrl: index === 1 ? 'https://x/)[y](z' : `${html_url}${index}`,
    conclusion: 'failure',
  }))

  const text = renderComment({ record: taskRecord(), failure, jobs, redact })

  expect(text).toContain('25 jobs of the run are red:')
  expect(text).toContain(`([log](${html_url}0))`)
  expect(text).not.toContain('[y](z')
  expect(text).not.toContain(secret)
  expect(text).toMatch(/- `@team [^`]* 19` \(\[log\]/)
  expect(text).toContain('- and 5 more')
})

test('a job that is red alone is linked in the heading, not listed', () => {
  const jobs = [{ name: 'test', htmlUrl: html_url, conclusion: 'failure' }]

  const text = renderComment({ record: taskRecord(), failure, jobs, redact })

  expect(text).not.toContain('jobs of the run are red')
  expect(text).toContain(`([log](${html_url}))`)
})

test('the other jobs of the run are linked as well, each with how it ended, up to a limit', () => {
  const others = Array.from({ length: 101 }, (_, index) => ({
    name: `other ${index}`,
    htmlUrl: `${html_url}${index}`,
    conclusion: index === 0 ? 'timed_out' : 'success',
  }))
  const jobs = [{ name: 'test', htmlUrl: html_url, conclusion: 'failure' }, ...others]

  const text = renderComment({ record: taskRecord(), failure, jobs, redact })

  expect(text).toContain(`- \`other 0\`, timed out ([log](${html_url}0))`)
  expect(text).toContain('The other 100 jobs of the run')
  expect(text).toContain(`- \`other 100\`, success ([log](${html_url}100))`)
})
