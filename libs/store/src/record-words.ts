/**
 * The words of every record, which deflating begins with, so that a small record does not have to
 * spell them out. Records that were packed with other words cannot be read: never change them.
 */
export const recordWords = Buffer.from(
  [
    '{"task":{"task_id":"","type":"","priority":"","prompt":"","inputs":{"pr_number":0,',
    '"branch":"","logs":"","diagnosis":{"verdict":"","category":"","rule":"","tool":"",',
    '"confidence":0,"summary":"","evidence":[{"line":0,"text":""}],"files":[{"path":""}],',
    '"failing_tests":[""],"step":{"name":"","command":""},"replay":"","autofix":null,',
    '"fingerprint":"","flaky_or_infra":false,"alternatives":[{"rule":"","category":"",',
    '"verdict":"","line":0,"reason":""}],"phase":"","domain":"","transience":"",',
    '"severity":"","remedy":"","known_issue":null,"job":{"name":"","matrix":[],',
    '"shard":null}}},"deliverables":[""],"validation":[""],"timeout_minutes":0,',
    '"retry_count":0,"created_at":"","system":"","repo":"","head_sha":"","base_sha":"",',
    '"trust":"","failure_id":"","incident":"","verdict":"","template":{"name":"","hash":""},',
    '"policy_hash":"","limits":{"turns":0,"usd":0,"tokens":0,"files":0,"lines":0}},',
    '"state":"","reason":"","epoch":0,"worker":"","result":{"outcome":"","summary":"",',
    '"cause":"","confidence":"","patch":"","proof":{"before":[{"command":"","exit_code":0,',
    '"duration_ms":0,"output_sha256":"","output_tail":"","timed_out":false,"tests":{"run":0,',
    '"passed":0,"failed":0,"skipped":0}}],"after":[{"command":"","exit_code":0,',
    '"duration_ms":0,"output_sha256":"","output_tail":"","timed_out":false,"tests":{"run":0,',
    '"passed":0,"failed":0,"skipped":0}}],"restored":[{"command":"","exit_code":0,',
    '"duration_ms":0,"output_sha256":"","output_tail":"","timed_out":false,"tests":{"run":0,',
    '"passed":0,"failed":0,"skipped":0}}]},"usage":{"turns":0,"input_tokens":0,',
    '"output_tokens":0,"cache_read_tokens":0,"cache_write_tokens":0,"usd":0},"fixed_by":"",',
    '"sandbox":""},"gate":{"decision":"","classes":[],"findings":[]},"hold":null,',
    '"approval":null,"delivery":{"commit_sha":"","comment_id":0,"ci_conclusion":""},',
    '"created_at":"","updated_at":""}',
  ].join(''),
)
