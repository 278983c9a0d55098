import type { Line } from '../steps/log-step.ts'
import type { Invocation } from './find-invocation.ts'

const RERUNS_MAX = 5
/** One argument that a tool printed: no quotes, no expansion, nothing that leads upwards. */
const argument = /^(?!.*\.\.)[A-Za-z0-9_@:./=+[\]-]{1,200}$/

type Form = {
  /** The words of the rule's tool or pack that the form belongs to. */
  tool: RegExp
  /** What the tool prints; the first group holds its arguments. */
  line: RegExp
  /** The whole command, from the arguments of all lines found. */
  command: (found: readonly string[], invocation: Invocation | null) => string | null
}

/**
 * The command that the tool itself printed to run only what failed, or null. The program and its
 * verb are ours; from the log come arguments of known shape alone.
 */
export function findRerun(
  tool: string,
  lines: readonly Line[],
  invocation: Invocation | null,
): string | null {
  for (const form of forms) {
    if (!form.tool.test(tool)) continue
    const found = lines.flatMap(({ text }) => form.line.exec(text)?.[1] ?? [])
    const safe = [...new Set(found)].filter((each) => each.split(' ').every(isArgument))
    if (safe.length > 0) return form.command(safe.slice(0, RERUNS_MAX), invocation)
  }
  return null
}

function isArgument(word: string): boolean {
  return argument.test(word)
}

const forms: readonly Form[] = [
  {
    // https://doc.rust-lang.org/cargo/commands/cargo-test.html
    tool: /cargo|rust/,
    line: /^error: (?:test failed, |doctest failed, )?to rerun pass [`'](-p [\w@.-]{1,100}|(?:-p [\w@.-]{1,100} )?--(?:lib|doc|(?:bin|test|example|bench) \w[\w-]{0,99}))[`']$/,
    command: ([first = '']) => `cargo test ${first}`,
  },
  {
    // https://maven.apache.org/guides/mini/guide-multiple-modules.html
    tool: /maven|surefire|failsafe|junit|javac|checkstyle/,
    line: /mvn <(?:args|goals)> -rf ([\w.-]{0,100}:[\w.-]{1,100})$/,
    command: ([first = ''], invocation) =>
      invocation && /\bmvnw?\b/.test(invocation.command)
        ? `${invocation.command} -rf ${first}`
        : null,
  },
  {
    // https://rspec.info/documentation/3.13/rspec-core/RSpec/Core/Formatters.html
    tool: /rspec|ruby/,
    line: /^rspec (\.\/[^\s:[]{1,200}\.rb(?::\d{1,6}|\[[\d:,]{1,40}\])) #/,
    command: (found) => `bundle exec rspec ${found.join(' ')}`,
  },
  {
    // https://guides.rubyonrails.org/testing.html
    tool: /rails|minitest|ruby/,
    line: /^(?:bin\/)?rails test ([\w./-]{1,200}\.rb:\d{1,6})$/,
    command: (found) => `bin/rails test ${found.join(' ')}`,
  },
  {
    // https://bazel.build/reference/command-line-reference
    tool: /bazel/,
    line: /^(?:FAIL: )?(\/\/[\w./+=,@~-]{0,200}:[\w./+=,@~-]{1,200})\s{1,40}(?:FAILED|TIMEOUT|\(see )/,
    command: (found) => `bazel test ${found.join(' ')}`,
  },
  {
    // https://cmake.org/cmake/help/latest/manual/ctest.1.html
    tool: /ctest/,
    line: /^Use "(--rerun-failed --output-on-failure)" to re-run/,
    command: ([first = ''], invocation) => (invocation ? `${invocation.command} ${first}` : null),
  },
  {
    // `python test/x.py Class.test`, as suites that are scripts print it.
    tool: /python|unittest|pytest/,
    line: /^\s{0,20}(?:PYTHONPATH=\S{1,100} )?python3? ([\w.][\w./-]{0,200}\.py [A-Za-z_][\w.]{1,200})$/,
    command: ([first = '']) => `python ${first}`,
  },
]
