const cargoTest =
  /^cargo(?= |$)(?: \+[\w.-]{1,60})? (?:test|t)\b(?!.* --?(?:no-run|help|h|list|logfile|config|format|Z)\b)/

/**
 * What a test executable is started with: Rust's own harness is told to write one line a test to a
 * file, a further file for each executable. Any other harness, known by not holding the words of
 * the option, is started as it is.
 */
const runner = `n=1
while [ -e "$MILLWRIGHT_REPORT.$n" ]; do n=$((n + 1)); done
grep -qaF 'Write logs to the specified file' "$0" && set -- "$@" --logfile "$MILLWRIGHT_REPORT.$n"
exec "$0" "$@"`

/**
 * Has `cargo test` report through `--logfile`, which stable toolchains have. Their JSON needs
 * RUSTC_BOOTSTRAP=1, and with it crates are built in another way than in CI: they find, and use,
 * what only nightly has. Tests in documentation go through no runner and are not counted.
 * A repository with a runner of its own for the very target keeps it and is not counted.
 * https://doc.rust-lang.org/cargo/reference/config.html#targetcfgrunner
 * https://doc.rust-lang.org/rustc/tests/index.html
 */
export function cargoReport(command: string, words: string, path: string) {
  if (!cargoTest.test(words)) return null
  return {
    command: command.replace(/\bcargo( \+\S+)? /, 'cargo$1 --config "$MILLWRIGHT_RUNNER" '),
    variables: {
      MILLWRIGHT_REPORT: path,
      MILLWRIGHT_RUNNER: `target."cfg(unix)".runner=${JSON.stringify(['sh', '-c', runner])}`,
    },
  }
}
