import type { Language } from './language.ts'

/** RSpec, Minitest, test-unit; RuboCop, Standard, Sorbet, SimpleCov. */
export const ruby: Language = {
  name: 'ruby',
  endings: 'rb rake gemspec ru'.split(' '),
  names: /^(rakefile|gemfile|guardfile|capfile)$/,
  test: /^\s*(?:it|specify|test|scenario|example|describe|context|its)\s*\(?\s*['"]|^\s*def\s+test_|^\s*it\s*\{/,
  assertion:
    /(?<![.\w])expect\b|(?<![.\w])(?:assert|refute)\w*|\.should\b|\.(?:must|wont)_\w+|(?<![.\w])is_expected\b/,
  weakAssertion:
    /\bbe_(?:truthy|present|a|kind_of|instance_of|an)\b|\bnot_to\b|\banything\b|\bassert_not_\w+|\brefute\w*|\brespond_to\b|\bbe\s*[<>]|^\s*assert[\s(]|\bassert_(?:instance_of|kind_of|respond_to|operator)\b|\bbe_within\b|\bassert_in_(?:delta|epsilon)\b|\.to\s+(?:include|match|start_with|end_with|satisfy|have_attributes|be_between|contain_exactly)\b|\.or\s|\bassert_(?:includes|match)\b|\.(?:round|floor|ceil|truncate|abs|to_i)\b/,
  commentOpens: /^=begin\b/,
  skipped: [
    {
      where: 'tests',
      pattern:
        /^\s*(?:x(?:it|describe|context|specify|scenario|example)|pending|skip|omit)\b(?!_)|[,(]\s*:?(?:skip|pending)\b/,
    },
    {
      where: 'tests',
      pattern:
        /^\s*(?:private|next|return)\s*$|\bbefore\b.{0,40}\{\s*skip\b|^\s*(?:it|test|specify|example)\s+["'][^"']{0,200}["']\s*$|["']\s*,\s*(?:if|unless)\s*:|\baround\b.{0,40}\{\s*\|\w+\|\s*\}|^\s*__END__\s*$|\bfilter_run_excluding\b|\bundef_method\b|\bremove_method\b/,
    },
  ],
  focused: [
    {
      where: 'tests',
      pattern:
        /^\s*f(?:it|describe|context|specify|example)\b|[,(]\s*:?focus\b|\bfilter_run(?:_when_matching)?\b/,
    },
  ],
  emptyAssertion: [
    {
      where: 'tests',
      pattern:
        /\bexpect\s*\(\s*(?:true|1)\s*\)|^\s*assert\s*\(?\s*true\b|\bexpect\s*\(\s*([\w.]{1,200})\s*\)\.to\s+(?:eq|be|eql)\s*\(?\s*\1\s*\)?\s*$|\bassert_equal\s*\(?\s*([\w.]{1,200})\s*,\s*\2\s*\)?\s*$/,
    },
  ],
  rigged: [
    /\bdef\s+(?:==|eql\?)\s*\(?\w*\)?\s*[;=]?\s*true\b/,
    { where: 'sources', pattern: /^\s*(?:class|module)\s+(?:RSpec|Minitest|Test::Unit)\b/ },
    /\b(?:RSpec|Minitest)\b.*\b(?:prepend|class_eval|define_method)\b|\bat_exit\b/,
    {
      where: 'sources',
      pattern:
        /\b(?:Assertions|Matchers)\b.{0,80}\b(?:prepend|class_eval|class_exec|module_eval|define_method|remove_method|alias_method)\b|\bdef\s+(?:self\.)?assert_equal\b|\b(?:Kernel|Object)\b.{0,80}\bdef\s+should(?:_not)?\b|\bdefine_(?:singleton_)?method\s*\(?\s*[:"'](?:expect|should(?:_not)?|(?:assert|refute)(?:_\w+)?|eq)\b/,
    },
  ],
  equality: [
    {
      where: 'sources',
      pattern: /\bdef\s+(?:(?:==|eql\?|equal\?|===)\s*[( ]|(?:self\.)?should(?:_not)?\b)/,
    },
  ],
  mocked: [
    {
      where: 'tests',
      pattern:
        /\ballow(?:_any_instance_of)?\s*\(.*\)\.to\s+receive|\band_return\b|\.stubs?\s*\(|\bstub_const\b/,
    },
  ],
  retried: [/\bretry:\s*\d|\brspec[-_]retry\b|\bretry_count\b|\bverbose_retry\b/],
  checkDisabled: [
    /#\s*(?:rubocop:\s*(?:disable|todo)|:nocov:|standard:\s*disable|typed:\s*(?:false|ignore)|reek:|steep:ignore|simplecov:disable)/i,
    /\$VERBOSE\s*=\s*(?:nil|false)|\bWarning\[:\w+\]\s*=\s*false/,
    { where: 'tests', pattern: /\badd_filter\b/ },
  ],
  strictness: /^#\s*typed:\s*(?:strict|strong)\b/,
  typeLoosened: [/\bT\.(?:unsafe|untyped)\b/],
  swallowed: [
    {
      where: 'tests',
      pattern: /\brescue\b.{0,80}\b(?:ExpectationNotMet\w*|Assertion\w*|Exception)\b/,
    },
    /\brescue\s+(?:nil|false|true|\[\]|\{\})\s*$|\bexit!?\s*\(?\s*(?:0|true)\b|\brescue\s+Exception\b/,
  ],
  sniffing: [
    {
      where: 'sources',
      pattern:
        /\bRails\.env\.(?:test\?|==)|\bRails\.env\s*[!=]=\s*["']test|\bdefined\?\s*\(?\s*(?:::)?(?:RSpec|Minitest|Test::Unit|Capybara)|["'](?:RAILS_ENV|RACK_ENV|APP_ENV)["']|\bcaller(?:_locations)?\b.*(?:spec|test)|\$(?:0|PROGRAM_NAME)\b.*(?:rspec|test)|\bENV\s*(?:\[|\.fetch\s*\()\s*["'](?:CI|TEST\w*)["']|\bconst_defined\?\s*\(?\s*[:"'](?:RSpec|Minitest)|\bSPEC_OPTS\b/,
    },
  ],
  exported:
    /^\s*def\s+(?:self\.)?[a-z]\w*[?!]?|^\s*attr_(?:reader|accessor|writer)\b|^\s*(?:class|module)\s+[A-Z]/,
  endsAnyway: { first: /^\s*ensure\s*$/, second: /^\s*return\b/ },
  emptyHandler: { first: /^\s*rescue\b/, second: /^\s*end\b/ },
  alwaysEqual: { first: /^\s*def\s+(?:==|eql\?)/, second: /^\s*true\s*$/ },
  looksAround: [
    {
      where: 'sources',
      pattern:
        /\$(?:0|PROGRAM_NAME|LOADED_FEATURES)\b|\$"\.|\bRails\.env\b|\bObjectSpace\b|\bloaded_specs\b|\brespond_to\?\s*\(?\s*:(?:describe|it|expect)\b|\bcaller(?:_locations)?\b|\bENV\.(?:to_h|keys|each|any\?|select)|\bARGV\b/,
    },
    {
      where: 'sources',
      pattern:
        /\bProcess(?:\.|::)(?:e?[ug]id|ppid)\b|\bEtc\.get\w+|\bclock_gettime\s*\([^()]{0,60}\)\s*[<>]=?\s*\d|\bgethostname\s*[!=]=/,
    },
  ],
  raised:
    /^\s*(?:raise|fail)\b|\s(?:raise|fail)\s|\.(?:save|create|update|destroy|find_by|update_attributes|first|last|take)!|\.fetch\s*\(\s*[^,(){}]{1,60}\)(?!\s*\{)|^\s*sh[\s(]|\bexit\s*\(?\s*[1-9]/,
  catchAll: /^\s*rescue\s*(?:$|=>|StandardError\b|Exception\b)|\srescue\s+\w/,
}
