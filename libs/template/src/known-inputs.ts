/** A value that the lead has for every task; `trust` is the most that a template may put in it. */
export type KnownInput = { type: 'text' | 'number'; trust: 'trusted' | 'untrusted'; doc: string }

/**
 * All that a template can declare. What strangers wrote, or what was read from it, stands here as
 * untrusted, because a template can be edited by people who do not know where a value comes from.
 */
export const knownInputs: Readonly<Record<string, KnownInput>> = {
  repo: { type: 'text', trust: 'trusted', doc: '`owner/name`' },
  pr_number: { type: 'number', trust: 'trusted', doc: 'the pull request, or 0' },
  head_sha: { type: 'text', trust: 'trusted', doc: 'the commit that failed' },
  type: { type: 'text', trust: 'trusted', doc: 'the kind of task' },
  category: { type: 'text', trust: 'trusted', doc: 'the category of the diagnosis' },
  branch: { type: 'text', trust: 'untrusted', doc: "the branch's name" },
  job_name: { type: 'text', trust: 'untrusted', doc: "the job's name" },
  summary: { type: 'text', trust: 'untrusted', doc: 'the diagnosis in a sentence' },
  command: { type: 'text', trust: 'untrusted', doc: 'the command of the step that failed' },
  replay: { type: 'text', trust: 'untrusted', doc: 'the command that repeats the failure' },
  evidence: {
    type: 'text',
    trust: 'untrusted',
    doc: 'the excerpt of the log, with line numbers',
  },
  files: { type: 'text', trust: 'untrusted', doc: 'files that the log names, one a line' },
  failing_tests: { type: 'text', trust: 'untrusted', doc: 'tests that fail, one a line' },
  previous: {
    type: 'text',
    trust: 'untrusted',
    doc: 'what earlier attempts at the same failure learnt',
  },
}
