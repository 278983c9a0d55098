/**
 * Names of values that hold what strangers wrote, or what was read from it.
 * A template that declares one of them trusted is refused, because a template can be edited by
 * people who do not know where a value comes from.
 */
export const neverTrusted: ReadonlySet<string> = new Set([
  'branch',
  'command',
  'evidence',
  'failing_tests',
  'files',
  'job_name',
  'log',
  'logs',
  'previous',
  'replay',
  'summary',
])
