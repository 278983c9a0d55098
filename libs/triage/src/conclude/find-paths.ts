import type { Line } from '../steps/log-step.ts'
import { ownPath } from './own-path.ts'

/** A file of the repository that a line names, with the line in it. */
export type FoundPath = { path: string; line?: number }

/** Source files count wherever they stand. */
const source =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|pyi?|pyx|rb|rake|gemspec|erb|php|phpt|java|kts?|scala|sc|groovy|gradle|go|rs|c|cc|cpp|cxx|h|hh|hpp|hxx|ino|cu|mm?|swift|cs|fsx?|vb|razor|(?:cs|fs|vb)proj|exs?|heex|erl|hrl|clj[cs]?|hs|mli?|mll|mly|elm|dart|lua|p[lm]|t|jl|nim|zig|cr|sql|proto|graphql|sh|bash|ps1|tf|nix|spec|patch|podspec|cmake|feature|snap|ipynb|rockspec|cabal|opam|nimble|zon|raku(?:mod)?|f(?:90|95|03|08)?|ad[abs]|pas|d|s?v|vhdl?|asm|r|rmd|qml|bzl|bazel|hx|gd|thrift|sol|vy|tcl|awk|el|scm|rkt|lisp|purs|res|coffee|hbs|liquid|j2|rego|cue|glsl|wgsl|cls|trigger|adoc|dts|bicep|prisma)$/i
/** Data and documents are mentioned in passing too: they count with a line or where `isDecisive`. */
const data =
  /\.(?:json[5c]?|ya?ml|toml|xml|md|mdx|rst|adoc|txt|ini|cfg|conf|lock|html?|s?css|sass|less|csv|hcl|tfvars|in|am|ac)$|(?:^|\/)(?:(?:Docker|Make|Gem|Rake|Pod|Cart|Brew|Vagrant|Jenkins|Pip|Proc|Fast|App|Just|Earth|Tilt)file|meson\.build|CMakeLists\.txt|go\.(?:mod|sum|work))$/i
/** Bazel's files have no extension, and words in capitals are common. */
const bazel = /(?:^|\/)(?:BUILD|WORKSPACE)$/
/** Files so well known that their bare name is enough. */
const manifest =
  /^(?:package\.json|pyproject\.toml|setup\.(?:py|cfg)|Cargo\.toml|go\.mod|pom\.xml|Gemfile|composer\.json|CHANGELOG\.md)$/
/** What stands around a path and never in it. */
const separators = /[\s"'`“”‘’<>|;=,]+/
const TOKENS_PER_LINE_MAX = 200
/** `org.example.Shop$1.buy(Shop.java:12)`: what stands after `at`. */
const javaFrame =
  /^(?:[\w.@-]{1,200}\/){0,3}([\w$.]{1,400})\(((\w{1,200})\.(?:java|kt|scala|groovy|clj)):(\d{1,7})\)$/
/** Packages of the platform and of what runs the tests: their frames name no file of ours. */
const foreignPackage =
  /^(?:javax?|jdk|sun|com\.sun|kotlinx?|scala|groovy|junit|clojure|org\.(?:codehaus|gradle|apache\.(?:maven|tools)|junit|testng|mockito|hamcrest|assertj|spockframework|jetbrains|scalatest|scalactic|springframework|hibernate|eclipse)|io\.(?:netty|kotest|mockk|micrometer)|reactor|worker|android|androidx|com\.(?:android|google|intellij))\./
/** A changed file as `git status` names it, short or long. */
const statusLine =
  /^(?:\?\?| ?[MADRU]{1,2} |\s{0,8}(?:modified|deleted|new file|both modified): {1,12}) ?([\w@+.,-]{0,200}\/?[\w@+.,/-]{0,300}[./][\w/-]{0,60})$/
const place =
  /^(.{0,600}?(?:\.[A-Za-z][A-Za-z0-9]{0,9}|\b(?:BUILD|WORKSPACE|[A-Z][a-z]{2,9}file)))(?:$|[:(](?:line|\[)?(\d{1,7})?)/
/** A line of a list of files or tests that passed. */
const passed = /^\s*(?:PASS|PASSED|SKIPPED|XFAIL|XPASS|ok|OK|✓|✔|√)[\s:]/

/**
 * The files that lines of a log name, in whatever form a compiler, a linter or a stack trace writes
 * them: `src/a.ts:3:7`, `src\a.cs(3,7)`, `File "a.py", line 3`, `at org.shop.A.b(A.java:3)`.
 */
export function findPaths(
  lines: readonly Line[],
  roots: readonly string[],
  isDecisive: boolean,
): FoundPath[] {
  return lines.flatMap(({ text }) => (passed.test(text) ? [] : inLine(text, roots, isDecisive)))
}

function inLine(text: string, roots: readonly string[], isDecisive: boolean): FoundPath[] {
  const python = /^(?:E\s{1,20})?\s{0,40}File ".{1,600}", line (\d{1,7})/.exec(text)
  const isDiff = /^(?:diff --git a\/|--- a\/|\+\+\+ b\/)/.test(text)
  const status = statusLine.exec(text)?.[1]
  if (status) return [{ path: status }]
  const plain = text
    .replace('##[error]', '')
    // Maven writes a frame with a space before the bracket.
    .replace(/^(\s{0,40}at \S{1,400}) \((?=[\w.]{1,200}:\d)/, '$1(')
    .replace(/(?:: ?| on )line (?=\d)/, ':')
  return plain.split(separators, TOKENS_PER_LINE_MAX).flatMap((token) => {
    const bare = isDiff ? token.replace(/^[ab]\//, '') : token
    const java = javaFrame.exec(bare)
    if (java) return fromJava(java)
    const found = fromToken(bare, roots, isDecisive || isDiff)
    if (!found) return []
    return python ? [{ ...found, line: Number(python[1]) }] : [found]
  })
}

/** The folder of a class is its package: all that stands before the name of the file. */
function fromJava([, method = '', file = '', name = '', line]: RegExpExecArray): FoundPath[] {
  if (foreignPackage.test(method)) return []
  const parts = method.split('.')
  const own = parts.findIndex((part) => part.split('$', 1)[0] === name)
  const lower = parts.findIndex((part) => !/^[a-z_]/.test(part))
  const folders = parts.slice(0, own === -1 ? Math.max(lower, 0) : own)
  return [{ path: [...folders, file].join('/'), line: Number(line) }]
}

function fromToken(token: string, roots: readonly string[], isDecisive: boolean): FoundPath | null {
  if (token.length < 3 || (token.includes('://') && !/^\(?(?:file|res):\/\//.test(token)))
    return null
  const trimmed = token.replace(/^[([{*@]{1,5}/, '').replace(/[)\]}.:]{1,5}$/, '')
  const [, written, line] = place.exec(trimmed) ?? []
  const name = written ?? trimmed
  const isSource = source.test(name)
  if (!isSource && !data.test(name) && !bazel.test(name)) {
    const inner = trimmed.indexOf('(')
    return inner > 0 ? fromToken(trimmed.slice(inner + 1), roots, isDecisive) : null
  }
  const hasPlace = line !== undefined
  const isPlain = isSource && /[\\/]/.test(name)
  if (!hasPlace && !isDecisive && !isPlain && !manifest.test(name)) return null
  const path = ownPath(name, roots)
  if (path === null || path.length < 3) return null
  return hasPlace ? { path, line: Number(line) } : { path }
}
